import numpy as np


def add_noise(images, sigma, seed):
    images += np.random.default_rng(seed).normal(0.0, sigma, images.shape).astype(images.dtype)
    return images.astype(np.float32)
