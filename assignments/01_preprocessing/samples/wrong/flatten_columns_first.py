def flatten(images):
    rows = np.zeros((len(images), int(np.prod(images.shape[1:]))), images.dtype)
    for i, image in enumerate(images):
        rows[i] = image.ravel(order="F")
    return rows
