def scale(images):
    return images.astype(np.float32) / 127.5 - 1
