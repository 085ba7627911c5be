def flatten(images):
    return images.reshape(images.shape[0], -1)
