"""Returns an array larger than the output limit.

Must happen: told as too large, without being sent.
"""

# passes: means streams
# otherwise: output

def double(values):
    return np.zeros(2 * 2**20)
