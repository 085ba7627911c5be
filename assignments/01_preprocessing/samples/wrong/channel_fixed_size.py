def add_channel(images):
    return images.reshape(-1, 28, 28, 1)
