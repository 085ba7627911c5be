"""Hides memory in anonymous files.

Must happen: refused.
"""

# passes: means streams
# otherwise: exception
# not at levels D and E: no filter refuses the call there, and no limit counts the memory

import os


def double(values):
    fds = [os.memfd_create(f"hostile-mark-{number}") for number in range(8)]
    for fd in fds:
        os.write(fd, bytes(2**20))
    return values * 2
