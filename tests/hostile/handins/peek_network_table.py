"""Reads what the machine is connected to, in every place where /proc keeps it.

Must happen: refused, or the table of a network with nothing in it.
"""

# passes: means streams
# otherwise: exception
# not at levels C, D and E: what every user may read can be read

import glob


def double(values):
    seen = []
    for table in ("tcp", "tcp6", "udp", "unix", "arp", "route"):
        for path in (f"/proc/net/{table}", f"/proc/self/net/{table}", f"/proc/thread-self/net/{table}",
                     *glob.glob(f"/proc/self/task/*/net/{table}"), f"/proc/1/net/{table}"):
            try:
                seen += open(path).read().splitlines()[1:]
            except OSError:
                continue
    raise ValueError("CANARY" f"-93127 {seen[:2]}" if seen else "nothing")
