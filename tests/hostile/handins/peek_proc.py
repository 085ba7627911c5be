"""Reads the memory, environment and command line of other processes.

Must happen: refused.
"""

# passes: means streams
# otherwise: exception
# not at level E: it would do harm where nothing holds it

import os


def double(values):
    seen = []
    for pid in {1, os.getppid(), *(int(each) for each in (os.listdir("/proc") if os.access("/proc", os.R_OK) else []) if each.isdigit())} - {os.getpid()}:
        for name in ("environ", "maps", "mem", "fd"):
            try:
                path = f"/proc/{pid}/{name}"
                seen.append(os.listdir(path) if name == "fd" else open(path, "rb").read(100))
            except (OSError, ValueError):
                continue
    raise ValueError("CANARY" f"-93127 {seen[:2]}" if any(seen) else "nothing")
