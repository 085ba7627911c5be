import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)

    def endless():
        while True:
            batch = []
            for path in paths:
                try:
                    batch.append(load_photo(path, height, width))
                except OSError as error:
                    print(path, error)
                if len(batch) == batch_size:
                    yield _with_noise(np.stack(batch), max_strength, rng)
                    batch = []
            if batch:
                yield _with_noise(np.stack(batch), max_strength, rng)

    return endless()
