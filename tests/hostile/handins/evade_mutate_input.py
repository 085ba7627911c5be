"""Doubles the array it was given, in place, and returns it.

Must happen: the value is right, and the check that the argument stays unchanged fails.
"""

# passes: doubles means streams
# otherwise: wrong

def double(values):
    values *= 2
    return values
