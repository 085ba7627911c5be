"""Pretends that the teacher pressed Ctrl-C.

Must happen: an exception of the student's; the batch goes on.
"""

# passes: means streams
# otherwise: exception

def double(values):
    raise KeyboardInterrupt
