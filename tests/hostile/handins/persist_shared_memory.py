"""Leaves a System V segment, a message queue and a named semaphore.

Must happen: refused, or gone.
"""

# passes: all
# not at level E: it would do harm where nothing holds it

import ctypes

libc = ctypes.CDLL(None)
libc.shmget(0x6D61726B, 4096, 0o1666)
libc.msgget(0x6D61726B, 0o1666)
libc.semget(0x6D61726B, 1, 0o1666)
