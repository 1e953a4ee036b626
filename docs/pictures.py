"""Makes the pictures of the documentation from what the commands really print: `python docs/pictures.py`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
WIDTH = 110  # characters

HALF_DONE = """import torch


def sigmoid(x):
    return torch.exp(x) / (1 + torch.exp(x))


def mse(y_true, y_pred):
    return ((y_true - y_pred) ** 2).mean()
"""


def picture(name: str, title: str, command: list[str]) -> None:
    """Run a command as in a terminal and save what it prints as ``images/<name>.svg``."""
    environment = {**os.environ, "COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    printed = subprocess.run(
        [sys.executable, "-m", "autograder.commands.main", *command],
        cwd=HERE.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True, check=False,
    ).stdout  # fmt: skip
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"))  # noqa: PTH123, SIM115
    console.print(Text.from_ansi(printed))
    console.save_svg(str(HERE / "images" / f"{name}.svg"), title=title)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, "ps1_tensors.py")
        draft.write_text(HALF_DONE, encoding="utf-8")
        picture("check", "autograder check", ["check", str(draft), "-e", "sigmoid", "-e", "mse"])
        out = str(Path(folder, "out"))
        picture("grade", "make grade", ["grade", "examples/submitted", "-a", "ps1_tensors", "-o", out])
