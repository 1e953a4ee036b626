"""The checks of the course, against everything that may be handed in."""
