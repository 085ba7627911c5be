"""Patches the worker's own host so that it says whatever it likes.

Must happen: what it says is read as return values; nothing is gained.
"""

# passes: means streams
# otherwise: wrong crash exception

import gc

from autograder.judge.worker import host

for each in gc.get_objects():
    if type(each) is host.Host:
        each._output = 10**12


def double(values):
    return {"outcome": "pass", "points": 1000}
