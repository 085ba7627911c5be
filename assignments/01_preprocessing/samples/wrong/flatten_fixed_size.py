def flatten(images):
    return images.reshape(len(images), 784)
