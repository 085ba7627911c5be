def flatten(images):
    return images.reshape(len(images), int(np.prod(images.shape[1:]))).T
