"""Sleeps while it is loaded.

Must happen: that statement is stopped; what is defined elsewhere still counts.
"""

# passes: all

import time

time.sleep(3600)
