def add_channel(images):
    return images[..., np.newaxis].astype(np.float32)
