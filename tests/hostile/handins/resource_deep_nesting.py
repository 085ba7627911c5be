"""Returns lists nested a hundred thousand deep.

Must happen: a wrong answer, no overflow.
"""

# passes: means streams
# otherwise: wrong

def double(values):
    found = []
    for _ in range(100_000):
        found = [found]
    return found
