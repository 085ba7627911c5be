def add_channel(images):
    return np.squeeze(images)[..., np.newaxis]
