def split(images, labels, held_out, seed):
    rng = np.random.default_rng(seed)
    count = round(held_out * len(images))
    held = rng.permutation(len(images))[:count]
    train = rng.permutation(len(images))[count:]
    return (images[train], labels[train]), (images[held], labels[held])
