"""Asks for a terabyte.

Must happen: the memory limit, told as such.
"""

# passes: means streams
# otherwise: memory

def double(values):
    return np.ones(2**37)
