"""Goal: crash the grader, or bring raw bytes into the report, by text that is no UTF-8.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Mix overlong forms, surrogates, a lone continuation byte and a character that ends too soon."""
    text = b"# \xc0\xaf \xed\xa0\x80 \xf8\x88\x80\x80\x80 \x80 \xf0\x9f\n"
    (folder / "ps1_tensors.py").write_bytes(b"def sigmoid(x):\n    return None\n" + text)
