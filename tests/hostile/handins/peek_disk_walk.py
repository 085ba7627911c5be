"""Walks the whole disk for files called test_hidden.py.

Must happen: nothing of a course can be opened.
"""

# passes: means streams
# otherwise: exception time
# not at level E: it would do harm where nothing holds it

import os


def double(values):
    for top in ("/work", "/root", "/home", "/srv", "/opt", "/tmp", os.path.expanduser("~")):
        for folder, _, names in os.walk(top):
            for name in names:
                if name == "test_hidden.py":
                    try:
                        raise ValueError(open(os.path.join(folder, name)).read(200))
                    except OSError:
                        continue
    raise ValueError("nothing")
