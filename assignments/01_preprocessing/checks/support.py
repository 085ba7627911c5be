"""What must run beside the answer: a call with arrays that lie in memory in other ways, which no message can carry."""

from pathlib import Path
from typing import Any

import numpy as np


def write(path, content) -> None:
    """Write another content to a file that was read before."""
    Path(path).write_bytes(content)


def laid_out(function, images, layout: str) -> Any:
    """Return what `function` makes of `images`, laid out in "fortran" order, or as a "view" of every other image."""
    if layout == "fortran":
        return function(np.asfortranarray(images))
    return function(np.repeat(images, 2, axis=0)[::2])
