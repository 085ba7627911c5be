"""Returns a list of a million lists.

Must happen: told as too large.
"""

# passes: means streams
# otherwise: output

def double(values):
    return [[] for _ in range(10**6)]
