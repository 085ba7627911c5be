def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    count = len(images) // 5
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])
