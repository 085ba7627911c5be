"""Waits for a lock it holds itself.

Must happen: a time-out.
"""

# passes: means streams
# otherwise: time

import threading


def double(values):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
