def split(images, labels, held_out, seed):
    rng = np.random.default_rng(seed)
    images, labels = rng.permutation(images), rng.permutation(labels)
    count = round(held_out * len(images))
    return (images[count:], labels[count:]), (images[:count], labels[:count])
