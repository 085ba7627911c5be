import random


def split_photos(paths, seed):
    n = len(paths)
    mixed = random.Random(seed).sample(paths, n)
    a, b, c = int(0.7 * n), int(0.1 * n), int(0.2 * n)
    return mixed[:a], mixed[a : a + b], mixed[a + b : a + b + c]
