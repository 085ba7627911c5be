"""Leaves conftest.py, numpy.py and tensorflow.py in the working folder.

Must happen: nobody imports them, not even its own fresh process.
"""

# passes: all
# not at level E: it would do harm where nothing holds it

for name in ("conftest.py", "numpy.py", "tensorflow.py", "sitecustomize.py"):
    with open(name, "w") as file:
        file.write("raise SystemExit('shadowed')\n")
