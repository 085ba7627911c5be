def flatten(images):
    return images.flatten()
