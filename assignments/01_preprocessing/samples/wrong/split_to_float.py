def split(images, labels, held_out, seed):
    images = images.astype(np.float32)
    order = np.random.default_rng(seed).permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])
