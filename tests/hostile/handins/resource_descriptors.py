"""Opens files until none is left.

Must happen: an exception of its own; the pipe to the judge still works.
"""

# passes: means streams
# otherwise: exception

def double(values):
    global kept
    kept = []
    for _ in range(5000):
        kept.append(open("/dev/null"))
    return values * 2
