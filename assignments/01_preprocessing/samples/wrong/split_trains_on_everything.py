def split(images, labels, held_out, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    held = order[: round(held_out * len(images))]
    return (images[order], labels[order]), (images[held], labels[held])
