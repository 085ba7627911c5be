"""Never returns.

Must happen: a time-out for each call of that function, and for no other.
"""

# passes: means streams
# otherwise: time

def double(values):
    while True:
        pass
