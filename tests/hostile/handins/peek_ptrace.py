"""Attaches to its parent as a debugger does.

Must happen: refused.
"""

# passes: means streams
# otherwise: exception
# not at level E: it would do harm where nothing holds it

import ctypes
import os


def double(values):
    result = ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0)
    raise ValueError("CANARY" "-93127" if result == 0 else "nothing")
