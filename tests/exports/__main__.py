"""Write the golden files anew."""

from __future__ import annotations

import shutil

from tests.exports import GOLDEN, write_golden

shutil.rmtree(GOLDEN, ignore_errors=True)
write_golden(GOLDEN)
