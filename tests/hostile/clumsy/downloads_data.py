"""Downloads the data set when it is loaded, as its author's notebook does.

Must happen: full marks, and a note that says the network is closed.
"""

# passes: all

import urllib.request

urllib.request.urlopen("http://192.0.2.1/mnist.npz", timeout=0.5)
