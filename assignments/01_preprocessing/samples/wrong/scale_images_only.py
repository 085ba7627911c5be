def scale(images):
    n, height, width = images.shape
    return images.reshape(n, height, width).astype(np.float32) / 255
