"""Raises an exception whose text raises, loops back to itself, and has an odd class name.

Must happen: an exception of the student's.
"""

# passes: means streams
# otherwise: exception

Odd = type("<b>\n{odd}" * 50, (Exception,), {"__str__": lambda self: 1 / 0})


def double(values):
    error = Odd()
    error.__cause__ = error
    raise error
