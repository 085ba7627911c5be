"""Writes one huge file.

Must happen: stopped at the size a file may have.
"""

# passes: means streams
# otherwise: exception output
# not at level E: it would do harm where nothing holds it

def double(values):
    with open("big", "wb") as file:
        for _ in range(1000):
            file.write(bytes(2**20))
    return values * 2
