def split(images, labels, held_out, seed):
    np.random.default_rng(seed).shuffle(images)
    np.random.default_rng(seed).shuffle(labels)
    count = round(held_out * len(images))
    return (images[count:], labels[count:]), (images[:count], labels[:count])
