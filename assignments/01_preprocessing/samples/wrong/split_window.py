def split(images, labels, held_out, seed):
    start = int(np.random.default_rng(seed).integers(len(images)))
    order = np.roll(np.arange(len(images)), -start)
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])
