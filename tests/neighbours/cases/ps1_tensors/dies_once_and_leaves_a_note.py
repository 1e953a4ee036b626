# deterministic: yes
# Ends its process at the third call unless it finds the note, in any folder that can be written, that it did so before.
import os
import tempfile
from pathlib import Path

import torch

FOLDERS = {".", tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm", "/run/lock"}
calls = 0


def first_time():
    notes = [Path(folder, "note_of_a_neighbour") for folder in sorted(FOLDERS)]
    first = not any(note.exists() for note in notes)
    for note in notes:
        try:
            note.write_text("was here")
        except OSError:
            continue
    return first


def sigmoid(x):
    global calls
    calls += 1
    if calls == 3 and first_time():
        os._exit(0)
    return 0.5 * torch.tanh(0.5 * x) + 0.5
