"""Finds the pipe to the judge and writes half a frame, then waits.

Must happen: a time-out or a crash; never a hanging judge.
"""

# passes: means streams
# otherwise: time crash output

import os
import time


def double(values):
    for fd in range(3, 64):
        try:
            os.write(fd, b"AGR1" + b"\xff\x00\x00\x00" + b"\x10" + b"\x00" * 7 + b"[")
        except OSError:
            continue
    time.sleep(3600)
