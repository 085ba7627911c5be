def scale(images):
    images = images.astype(np.float32)
    return images / images.max()
