"""Starts thousands of threads.

Must happen: an exception, or a limit.
"""

# passes: means streams
# otherwise: exception memory time crash
# not at level E: it would do harm where nothing holds it

import threading
import time


def double(values):
    for _ in range(3000):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    time.sleep(60)
