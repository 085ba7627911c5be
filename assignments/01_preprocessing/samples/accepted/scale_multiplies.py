def scale(images):
    scaled = np.empty(images.shape, np.float32)
    np.multiply(images, 1 / 255, out=scaled, casting="unsafe")
    return scaled
