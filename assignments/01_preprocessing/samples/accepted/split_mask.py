def split(images, labels, held_out, seed):
    np.random.seed(seed)
    n = images.shape[0]
    held = np.zeros(n, dtype=bool)
    held[np.random.choice(n, size=int(np.ceil(n * held_out - 1e-9)), replace=False)] = True
    return [[images[~held], labels[~held]], [images[held], labels[held]]]
