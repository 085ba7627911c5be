"""Behaves at the first call, and lies from the second on.

Must happen: later checks see the lie.
"""

# passes: doubles means streams
# otherwise: wrong

calls = 0


def double(values):
    global calls
    calls += 1
    return values * 2 if calls == 1 else values
