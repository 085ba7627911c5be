import math
import random


def add_gaussian_noise(images, sigma, seed):
    draw = random.Random(seed)
    flat = [float(value) for value in np.ravel(images)]
    noisy = []
    for value in flat:
        radius = math.sqrt(-2 * math.log(1 - draw.random()))
        noisy.append(min(1.0, max(0.0, value + sigma * radius * math.cos(2 * math.pi * draw.random()))))
    return np.array(noisy, "float32").reshape(np.shape(images))
