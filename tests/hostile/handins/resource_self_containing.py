"""Returns a list that contains itself.

Must happen: a wrong answer, no endless loop.
"""

# passes: means streams
# otherwise: wrong output

def double(values):
    found = [1]
    found.append(found)
    return found
