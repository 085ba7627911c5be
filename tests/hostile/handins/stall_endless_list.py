"""Returns an iterator in a list that grows for ever.

Must happen: stopped by time or by memory.
"""

# passes: means streams
# otherwise: time memory

def double(values):
    found = []
    while True:
        found.append(list(range(1000)))
