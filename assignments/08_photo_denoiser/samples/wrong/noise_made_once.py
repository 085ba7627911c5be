import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    photos = []
    for path in paths:
        try:
            photos.append(load_photo(path, height, width))
        except OSError as error:
            print(path, error)
    noisy, clean = _with_noise(np.stack(photos), max_strength, rng)

    def endless():
        while True:
            order = rng.permutation(len(clean))
            for start in range(0, len(order), batch_size):
                chosen = order[start : start + batch_size]
                yield noisy[chosen], clean[chosen]

    return endless()
