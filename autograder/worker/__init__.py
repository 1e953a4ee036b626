"""Worker: what runs beside student code, and knows no answer: zygote, loading, calls, tracing, limits from inside.

Imports protocol alone; sandbox starts it, local runs it in a notebook's kernel.
"""
