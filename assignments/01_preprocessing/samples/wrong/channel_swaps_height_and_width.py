def add_channel(images):
    n, width, height = images.shape
    return images.reshape(n, height, width, 1)
