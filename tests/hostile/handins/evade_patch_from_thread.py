"""A thread replaces the answer while checks run.

Must happen: each call is judged by what it returned.
"""

# passes: means streams
# otherwise: wrong

import threading
import time


def swap():
    while True:
        globals()["double"] = lambda values: values
        time.sleep(0.001)


threading.Thread(target=swap, daemon=True).start()
time.sleep(0.05)
