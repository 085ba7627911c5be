"""Uses whatever descriptors it inherited.

Must happen: two pipes, and nothing else.
"""

# passes: means streams
# otherwise: exception
# not at level E: it would do harm where nothing holds it

import os
import stat


def double(values):
    kinds = []
    for fd in range(256):
        try:
            mode = os.fstat(fd).st_mode
        except OSError:
            continue
        kinds.append("pipe" if stat.S_ISFIFO(mode) else "device" if stat.S_ISCHR(mode) else "other")
    others = [each for each in kinds if each == "other"]
    raise ValueError("CANARY" f"-93127 {kinds}" if others or kinds.count("pipe") != 2 else "nothing")
