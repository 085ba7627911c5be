def split(images, labels, held_out, seed):
    indices = np.arange(len(images))
    np.random.RandomState(seed).shuffle(indices)
    cut = int(len(images) * (1 - held_out))
    first, second = indices[:cut], indices[cut:]
    return (images[first], labels[first]), (images[second], labels[second])
