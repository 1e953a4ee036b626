"""Worker: what runs beside student code: the zygote, loading, calls, tracing, limits from inside. No line here knows an answer.

Imports protocol alone; sandbox starts it, local runs it in a notebook's kernel.
"""
