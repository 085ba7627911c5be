import random


def split_photos(paths, seed):
    mixed = random.Random(seed).sample(paths, len(paths))
    first, second = 8 * len(paths) // 10, 9 * len(paths) // 10
    return mixed[:first], mixed[first:second], mixed[second:]
