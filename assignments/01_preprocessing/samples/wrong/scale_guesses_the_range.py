def scale(images):
    images = np.asarray(images, np.float32)
    if images.size and images.max() > 1:
        return images / 255
    return images.copy()
