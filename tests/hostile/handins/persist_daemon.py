"""Leaves a process behind that outlives the call, detached in the classic way.

Must happen: it dies with the worker.
"""

# passes: means streams
# otherwise: wrong exception
# not at level E: it would do harm where nothing holds it

import os
import time


def double(values):
    if os.fork() == 0:
        try:
            os.setsid()
        except OSError:
            pass
        if os.fork() == 0:
            time.sleep(120)
        os._exit(0)
    return values
