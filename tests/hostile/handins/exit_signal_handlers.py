"""Ignores every signal it can, then never returns.

Must happen: stopped all the same.
"""

# passes: means streams
# otherwise: time

import signal

for each in range(1, 65):
    try:
        signal.signal(each, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def double(values):
    while True:
        pass
