"""Course: what is asked, of whom and until when: assignments, misconceptions, data sets, roster, lateness; building.

Imports no other room; every room but protocol and worker may import it.
"""
