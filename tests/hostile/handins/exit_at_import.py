"""Ends the process while the hand-in is loaded.

Must happen: that statement alone is lost; what is defined elsewhere still counts.
"""

# passes: all

import os

os._exit(0)
