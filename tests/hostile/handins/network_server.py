"""Listens on the machine's own address for the next hand-in.

Must happen: refused.
"""

# passes: means streams
# otherwise: network
# not at levels D and E: the network is open there

import socket


def double(values):
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    return values
