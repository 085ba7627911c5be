import itertools

_right_batches = photo_batches


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    batches = -(-len(paths) // batch_size)
    return itertools.islice(_right_batches(paths, batch_size, height, width, max_strength, seed), batches)
