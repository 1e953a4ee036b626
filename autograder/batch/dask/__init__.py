"""Batches on a Dask cluster: the pool, what travels, and the Dask worker's side. Needs ``distributed``."""
