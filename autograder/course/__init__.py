"""Course: what is asked, of whom and until when: assignments, misconceptions, data sets, roster, lateness; building.

Imports language alone; every room but language, protocol and worker may import it.
"""
