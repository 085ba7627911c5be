import random


def split_photos(paths, seed):
    copy = list(paths)
    random.seed(seed)
    random.shuffle(copy)
    test, validation = round(len(copy) * 0.2), round(len(copy) * 0.1)
    return copy[test + validation :], copy[test : test + validation], copy[:test]
