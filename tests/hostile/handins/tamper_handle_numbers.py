"""Returns a forged reference to an object that is not there.

Must happen: a wrong answer.
"""

# passes: means streams
# otherwise: wrong

from autograder.judge.wire.protocol import Reference


def double(values):
    return Reference(10**9, "model", "Sequential")
