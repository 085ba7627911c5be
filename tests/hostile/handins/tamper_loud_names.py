"""Raises exceptions whose type, bases, notes and text are megabytes of control characters.

Must happen: a short and clean sentence, or that the reply was too large.
"""

# passes: streams
# otherwise: exception output

_LONG = "\x1b[2J\x1b]0;hacked\x07\u202e\x9b31m" * 200_000


def double(values):
    error = type(_LONG.replace("\0", ""), (type("B" * 10**6, (ValueError,), {}),), {})(_LONG)
    error.add_note(_LONG)
    raise error


def mean(values):
    mean.__name__ = mean.__qualname__ = _LONG
    raise type("N", (Exception,), {"__module__": _LONG, "__str__": lambda self: _LONG * 3})()
