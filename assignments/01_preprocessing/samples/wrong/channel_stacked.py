def add_channel(images):
    return np.stack([image.reshape(*image.shape, 1) for image in images])
