"""Registers a function that leaves a file when Python ends.

Must happen: the worker is killed before; nothing is left.
"""

# passes: all

import atexit


@atexit.register
def leave():
    for folder in ("/tmp", "/var/tmp", "/dev/shm"):
        try:
            open(f"{folder}/hostile-mark-atexit", "w").close()
        except OSError:
            pass
