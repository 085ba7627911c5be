"""Plants sitecustomize.py and a .pth file among the installed packages.

Must happen: refused, or gone; the next hand-in starts clean.
"""

# passes: means streams
# otherwise: wrong
# not at level E: it would do harm where nothing holds it

import site
import sys

for folder in [*site.getsitepackages(), sys.prefix, sys.base_prefix, "."]:
    for name in ("sitecustomize.py", "hostile-mark.pth", "usercustomize.py"):
        try:
            with open(f"{folder}/{name}", "w") as file:
                file.write("# hostile-mark\n")
        except OSError:
            continue


def double(values):
    return values
