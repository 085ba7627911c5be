"""Raises a BaseException that no `except Exception` catches.

Must happen: an exception of the student's.
"""

# passes: means streams
# otherwise: exception

class Away(BaseException):
    pass


def double(values):
    raise Away("gone")
