import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0.0, sigma, (len(images), 1, 1, 1))
    return (images + noise).astype(np.float32)
