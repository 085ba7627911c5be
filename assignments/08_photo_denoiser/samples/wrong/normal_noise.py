import numpy as np


def _with_noise(clean, max_strength, rng):
    strengths = max_strength * rng.random((len(clean), 1, 1, 1))
    noise = strengths / np.sqrt(3) * rng.normal(size=clean.shape)
    return np.clip(clean + noise, 0, 1).astype(np.float32), clean
