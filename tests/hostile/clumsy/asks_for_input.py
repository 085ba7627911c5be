"""Asks the user at the keyboard.

Must happen: the verdict says that nobody sits there; the rest counts.
"""

# passes: means streams
# otherwise: exception

def double(values):
    factor = int(input("factor? "))
    return values * factor
