"""Exports: a batch in the formats of grade books, autograders and CI, each as its public specification says."""
