"""Goal: hide code from readers by a coding cookie: in UTF-7, comments can hold line breaks.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Encode the line break that ends the comment; the rest of the line would be run."""
    (folder / "ps1_tensors.py").write_bytes(b"# coding: utf-7\n# harmless +AAo-raise ValueError('hidden code ran')\n")
