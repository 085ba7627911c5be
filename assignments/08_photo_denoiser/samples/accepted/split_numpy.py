import numpy as np


def split_photos(paths, seed):
    order = np.random.default_rng(seed).permutation(len(paths))
    first, second = int(0.7 * len(paths)), int(0.1 * len(paths))
    pick = [paths[number] for number in order]
    return pick[:first], pick[first : first + second], pick[first + second :]
