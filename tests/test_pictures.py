"""Pictures made of text."""

from __future__ import annotations

import numpy as np
import torch

from autograder.checking import picture


def test_each_dot_has_its_place() -> None:
    """Each of the eight dots of a character, as Unicode numbers them."""
    for row, column, character in [
        (0, 0, "⠁"), (1, 0, "⠂"), (2, 0, "⠄"), (0, 1, "⠈"), (1, 1, "⠐"), (2, 1, "⠠"), (3, 0, "⡀"), (3, 1, "⢀"),
    ]:  # fmt: skip
        dark = torch.zeros(4, 2, dtype=torch.bool)
        dark[row, column] = True
        assert picture(dark) == [character]


def test_any_size() -> None:
    """What is left of the last characters is blank."""
    assert picture(np.ones((5, 3))) == ["⣿⡇", "⠉⠁"]
    assert picture(torch.zeros(28, 28)) == ["⠀" * 14] * 7
