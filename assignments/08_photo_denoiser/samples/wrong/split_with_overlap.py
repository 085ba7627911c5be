import random


def split_photos(paths, seed):
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    mixed = random.Random(seed).sample(paths, len(paths))
    again = random.Random(seed + 1).sample(paths, len(paths))
    return mixed[:first], mixed[first:second], again[second:]
