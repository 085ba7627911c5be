"""Hides memory in anonymous files.

Must happen: refused.
"""

# passes: means streams
# otherwise: exception
# not at level E: it would do harm where nothing holds it

import os


def double(values):
    fds = [os.memfd_create(f"hostile-mark-{number}") for number in range(8)]
    for fd in fds:
        os.write(fd, bytes(2**20))
    return values * 2
