"""What must run beside the answer: a call with arrays that lie in memory in other ways, which no message can carry."""

from typing import Any

import numpy as np


def laid_out(function, images, layout: str) -> Any:
    """Return what `function` makes of `images`, laid out in "fortran" order, or as a "view" of every other image."""
    if layout == "fortran":
        return function(np.asfortranarray(images))
    return function(np.repeat(images, 2, axis=0)[::2])
