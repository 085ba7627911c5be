import numpy as np


def add_noise(images, sigma, seed):
    random = np.random.RandomState(seed)
    noisy = [image + sigma * random.standard_normal(image.shape) for image in images]
    return np.array(noisy, dtype="float32")
