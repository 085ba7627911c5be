def add_channel(images):
    return np.repeat(images[..., np.newaxis], 3, axis=-1)
