"""Submissions that would change a neighbour's report if anything of one reached another."""
