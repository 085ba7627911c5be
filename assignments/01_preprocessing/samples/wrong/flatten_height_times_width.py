def flatten(images):
    return images.reshape(-1, images.shape[1] * images.shape[2])
