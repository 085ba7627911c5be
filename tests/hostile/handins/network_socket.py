"""Opens a plain connection, as a back door does.

Must happen: the network is closed, and the verdict says so.
"""

# passes: means streams
# otherwise: network

import socket


def double(values):
    return socket.create_connection(("192.0.2.1", 80), timeout=0.5)
