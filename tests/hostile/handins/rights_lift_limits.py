"""Lifts its limits, or lowers those of the judge.

Must happen: refused.
"""

# passes: means streams
# otherwise: exception
# not at level E: it would do harm where nothing holds it

import os
import resource


def double(values):
    won = []
    for which in (resource.RLIMIT_DATA, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        try:
            resource.setrlimit(which, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            won.append(which)
        except (OSError, ValueError):
            pass
    try:
        resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (3, 3))
        won.append("parent")
    except OSError:
        pass
    raise ValueError("CANARY" f"-93127 {won}" if won else "nothing")
