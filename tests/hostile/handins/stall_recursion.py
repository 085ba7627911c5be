"""Calls itself without end.

Must happen: an exception, told in words.
"""

# passes: means streams
# otherwise: exception

def double(values):
    return double(values)
