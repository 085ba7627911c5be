import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0.0, sigma, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)
