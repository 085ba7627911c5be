"""Talks to the container engine and the message bus.

Must happen: refused.
"""

# passes: means streams
# otherwise: network
# not at levels D and E: the network is open there

import socket


def double(values):
    for path in ("/var/run/docker.sock", "/run/dbus/system_bus_socket"):
        socket.socket(socket.AF_UNIX).connect(path)
    return values
