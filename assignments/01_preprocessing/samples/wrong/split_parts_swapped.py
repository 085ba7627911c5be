def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[held], labels[held]), (images[train], labels[train])
