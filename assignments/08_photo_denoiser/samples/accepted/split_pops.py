"""Takes test and validation from the end of a shuffled copy."""

import random


def split_photos(paths, seed):
    rng = random.Random(seed)
    rest = list(paths)
    rng.shuffle(rest)
    test = [rest.pop() for _ in range(len(paths) // 5)]
    validation = [rest.pop() for _ in range(len(paths) // 10)]
    return [rest, validation, test]
