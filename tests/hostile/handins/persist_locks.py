"""Takes locks on every library file it can open, which others would wait for.

Must happen: it believes to have them, and nobody waits.
"""

# passes: all

import contextlib
import fcntl
import glob
import os

import numpy

_kept = []
for _path in [numpy.__file__, "/etc/passwd", *glob.glob(os.path.dirname(numpy.__file__) + "/*.py")[:20]]:
    with contextlib.suppress(OSError):
        _kept.append(open(_path))
        fcntl.flock(_kept[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.lockf(_kept[-1], fcntl.LOCK_SH | fcntl.LOCK_NB)
