def split(images, labels, held_out, seed):
    order = np.random.permutation(len(images))
    count = round(held_out * len(images))
    held, train = order[:count], order[count:]
    return (images[train], labels[train]), (images[held], labels[held])
