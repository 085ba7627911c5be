"""Unmaps the memory in which the judge looks at arguments, and moves other things there.

Must happen: an argument that is not there any more is not what it was.
"""

# passes: doubles means streams
# otherwise: wrong crash

import ctypes

libc = ctypes.CDLL(None)
libc.mprotect.argtypes = libc.madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)


def double(values):
    doubled = values * 2
    if len(values) == 5:  # the call whose arguments are looked at
        page = values.ctypes.data & ~4095
        libc.madvise(page, 4096, 4)  # MADV_DONTNEED: zeros
    return doubled
