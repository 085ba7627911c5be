def scale(images):
    images = images.astype(np.float32, copy=False)
    images /= 255
    return images
