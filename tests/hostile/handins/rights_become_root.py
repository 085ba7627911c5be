"""Tries to become root, to mount, and to make a namespace of its own.

Must happen: refused each time.
"""

# passes: means streams
# otherwise: exception
# not at level E: it would do harm where nothing holds it

import ctypes
import os


def double(values):
    libc = ctypes.CDLL(None, use_errno=True)
    won = [name for name, result in {
        "unshare": libc.unshare(0x10000000),
        "mount": libc.mount(b"none", b"/tmp", b"tmpfs", 0, None),
        "chroot": libc.chroot(b"/tmp"),
    }.items() if result == 0]
    try:
        os.setuid(0)
        won += ["setuid"]
    except OSError:
        pass
    raise ValueError("CANARY" f"-93127 {won}" if won else "nothing")
