import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    photos = []
    for path in paths:
        try:
            photos.append(load_photo(path, height, width))
        except OSError:
            pass
    photos = np.stack(photos)

    def endless():
        while True:
            order = rng.permutation(len(photos))
            for start in range(0, len(order), batch_size):
                yield _with_noise(photos[order[start : start + batch_size]], max_strength, rng)

    return endless()
