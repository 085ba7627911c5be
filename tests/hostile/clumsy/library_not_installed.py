"""Imports a library that is not installed, and uses it in one function.

Must happen: that function fails, and the note says why; the rest counts.
"""

# passes: means streams
# otherwise: exception

import torchvision_of_my_own as vision


def double(values):
    return vision.double(values)
