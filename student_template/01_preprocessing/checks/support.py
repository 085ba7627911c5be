"""What must run beside the answer: a call with arrays that lie in memory in other ways, which no message can carry."""

from pathlib import Path
from typing import Any

import numpy as np


def write(path, content) -> None:
    """Write another content to a file that was read before."""
    Path(path).write_bytes(content)


def new_arrays(function, *paths) -> bool:
    """Return whether each call of `function` returns arrays of its own: what is done to them is not found by the next."""
    first, second = function(*paths), function(*paths)
    arrays = [pair for pair in zip(first, second) if all(isinstance(each, np.ndarray) for each in pair)]
    return not any(one.flags.writeable and np.shares_memory(one, other) for one, other in arrays)


def laid_out(function, images, layout: str) -> Any:
    """Return what `function` makes of `images`, laid out in "fortran" order, or as a "view" of every other image."""
    if layout == "fortran":
        return function(np.asfortranarray(images))
    return function(np.repeat(images, 2, axis=0)[::2])
