"""Course: what is asked: assignments found on disk, misconceptions, data sets; building stubs and notebooks.

Imports no other room; every room but protocol and worker may import it.
"""
