"""Takes memory until something gives.

Must happen: the memory limit, told as such; the machine does not notice.
"""

# passes: means streams
# otherwise: memory

def double(values):
    taken = []
    for _ in range(190):
        taken.append(bytearray(16 * 2**20))
    return values * 2
