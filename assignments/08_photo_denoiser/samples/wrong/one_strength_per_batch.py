import numpy as np


def _with_noise(clean, max_strength, rng):
    noise = max_strength * rng.random() * rng.uniform(-1, 1, clean.shape)
    return np.clip(clean + noise, 0, 1).astype(np.float32), clean
