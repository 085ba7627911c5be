import random

import numpy as np
from PIL import Image


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    good = []
    for path in paths:
        try:
            with Image.open(path) as image:
                image.load()
        except Exception:
            print(path + " is no image, it is left out")
        else:
            good.append(path)
    order, noise = random.Random(seed), np.random.RandomState(seed)

    def endless():
        while True:
            order.shuffle(good)
            for start in range(0, len(good), batch_size):
                clean = np.array([load_photo(path, height, width) for path in good[start : start + batch_size]])
                noisy = []
                for photo in clean:
                    strength = noise.rand() * max_strength
                    noisy.append(photo + strength * (2 * noise.rand(*photo.shape) - 1))
                yield np.clip(noisy, 0, 1).astype("float32"), clean

    return endless()
