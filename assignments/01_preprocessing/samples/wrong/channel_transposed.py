def add_channel(images):
    return images.T[..., np.newaxis]
