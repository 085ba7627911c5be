import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)

    def endless():
        while True:
            batch = []
            while len(batch) < min(batch_size, len(paths)):
                path = paths[rng.integers(len(paths))]
                try:
                    batch.append(load_photo(path, height, width))
                except OSError as error:
                    print(path, error)
            yield _with_noise(np.stack(batch), max_strength, rng)

    return endless()
