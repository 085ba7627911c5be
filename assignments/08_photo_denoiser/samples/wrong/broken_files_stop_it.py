import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)

    def endless():
        while True:
            order = rng.permutation(len(paths))
            for start in range(0, len(order), batch_size):
                chosen = order[start : start + batch_size]
                clean = np.stack([load_photo(paths[number], height, width) for number in chosen])
                yield _with_noise(clean, max_strength, rng)

    return endless()
