"""Goal: have something run or shown by a notebook's metadata: its kernel, nbgrader's points, HTML in names.

Without a sandbox: fails
"""

import json

GRADES = {"grade": True, "grade_id": "../../<script>alert(1)</script>", "points": 100, "solution": True, "locked": True}
CELL = {
    "cell_type": "code",
    "id": "<img src=x onerror=alert(1)>",
    "metadata": {"nbgrader": GRADES, "tags": ["\u001b[2J", "=1+1"], "scrolled": {"$ref": "file:///etc/passwd"}},
    "outputs": [{"output_type": "display_data", "data": {"text/html": "<script>alert(1)</script>"}}],
    "execution_count": "__import__('os').system('touch pwned')",
    "source": "def sigmoid(x):\n    raise ValueError('<script>alert(1)</script>')",
}
KERNEL = {"name": "bash", "argv": ["touch", "/tmp/pwned"], "language": "bash", "display_name": "=cmd|' /C calc'!A0"}


def hand_in(folder, course):
    """Add attachments and widgets, as Jupyter would save them."""
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "bash"}, "widgets": {"application/x-python": "1"}}
    notebook = {"cells": [CELL], "metadata": metadata, "nbformat": 4, "nbformat_minor": 10**30}
    (folder / "ps1_tensors.ipynb").write_text(json.dumps(notebook))
