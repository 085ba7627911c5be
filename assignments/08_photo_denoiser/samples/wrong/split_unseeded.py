import random


def split_photos(paths, seed):
    mixed = random.sample(paths, len(paths))
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    return mixed[:first], mixed[first:second], mixed[second:]
