"""Pictures made of text, for what a report shows."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["picture"]

# A character of Unicode's block "Braille Patterns" has eight dots, two beside each other in four rows. Each is a bit of
# its code, in this order.
_FIRST = 0x2800
_BITS = np.array([[0, 3], [1, 4], [2, 5], [6, 7]])


def picture(dark: Any) -> list[str]:
    """Return the lines of a picture: a dot for each pixel that is set, two pixels by four a character.

    Args:
        dark: bool, of shape (height, width); a tensor or an array.
    """
    pixels = np.asarray(dark, dtype=bool)
    height, width = pixels.shape
    pixels = np.pad(pixels, ((0, -height % 4), (0, -width % 2)))
    cells = pixels.reshape(pixels.shape[0] // 4, 4, pixels.shape[1] // 2, 2).transpose(0, 2, 1, 3)
    codes = _FIRST + (cells << _BITS).sum(axis=(2, 3))
    return ["".join(map(chr, row)) for row in codes.tolist()]
