"""The trust boundary: real containers, real workers."""
