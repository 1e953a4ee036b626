"""Where student code runs: containers, workers and what talks to them."""
