def scale(images):
    return images.astype(np.float32) / 256
