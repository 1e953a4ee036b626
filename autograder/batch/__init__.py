"""Batch: many submissions, durable: order, local pool, ledger, keys; a Dask cluster in `autograder.batch.dask`.

May import every room but local, nbgrader and commands, which may import it.
"""
