"""Changes the working folder to one of its own machine, then to another.

Must happen: the statement that fails is noted; full marks for the rest.
"""

# passes: all

import os

os.chdir("/")
os.chdir("C:/Users/Student/Desktop/course")
