def flatten(images):
    size = 1
    for length in images.shape[1:]:
        size *= length
    rows = np.zeros((images.shape[0], size), images.dtype)
    for i in range(images.shape[0]):
        rows[i] = images[i].ravel()
    return rows
