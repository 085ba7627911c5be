"""What must run beside the answer: a look at NumPy's global generator."""

import numpy as np


def global_state() -> np.ndarray:
    """Return the state of NumPy's global generator as numbers: it changes with every draw and with every seed."""
    _, keys, position, has_gauss, cached = np.random.get_state()
    return np.concatenate([keys.astype(np.float64), [position, has_gauss, cached]])
