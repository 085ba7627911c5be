import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    def endless():
        while True:
            rng = np.random.default_rng(seed)
            batch = []
            for number in rng.permutation(len(paths)):
                try:
                    batch.append(load_photo(paths[number], height, width))
                except OSError as error:
                    print(paths[number], error)
                if len(batch) == batch_size:
                    yield _with_noise(np.stack(batch), max_strength, rng)
                    batch = []
            if batch:
                yield _with_noise(np.stack(batch), max_strength, rng)

    return endless()
