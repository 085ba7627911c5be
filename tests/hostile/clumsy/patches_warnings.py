"""Turns warnings into errors, and changes NumPy's error handling.

Must happen: full marks.
"""

# passes: all

import warnings

warnings.simplefilter("error")
np.seterr(all="raise")
