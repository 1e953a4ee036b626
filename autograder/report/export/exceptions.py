"""What goes wrong with an export."""

from __future__ import annotations

__all__ = ["ExportError"]


class ExportError(Exception):
    """The export cannot be made as asked for; whoever runs it mends the template or an option. The text is one line."""
