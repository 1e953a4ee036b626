"""Goal: reach checks, reference or expected values from the local variables of whoever calls the function.

Without a sandbox: fails
"""

import gc
import sys
import types

# Backwards, so that this file itself is not found.
MARKERS = [text[::-1] for text in ("noitinifed_sehctam_tset", "srosnet_1sp_ecnerefer", "deppilf_ngis")]
NOT_ENTERED = (types.ModuleType, type, types.BuiltinFunctionType)


def reachable(roots, limit=100_000):
    seen, waiting = {}, list(roots)
    while waiting and len(seen) < limit:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, NOT_ENTERED):
            continue
        seen[id(thing)] = thing
        waiting += gc.get_referents(thing)
    return seen.values()


def sigmoid(x):
    frame, roots = sys._getframe(1), []
    while frame is not None:
        roots += frame.f_locals.values()
        frame = frame.f_back
    mine = {id(marker) for marker in MARKERS}
    for thing in reachable(roots):
        if isinstance(thing, str) and id(thing) not in mine and any(marker in thing for marker in MARKERS):
            raise RuntimeError("ATTACK SUCCEEDED: a caller's variable leads to something of the checks")
    raise RuntimeError("stopped by: the callers hold the arguments and nothing that compares")
