def split(images, labels, held_out, seed):
    images = np.random.default_rng(seed).permutation(images)
    count = round(held_out * len(images))
    return (images[count:], labels[count:]), (images[:count], labels[:count])
