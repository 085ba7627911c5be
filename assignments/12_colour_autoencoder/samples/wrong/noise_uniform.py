import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).uniform(-sigma, sigma, images.shape)
    return (images + noise).astype(np.float32)
