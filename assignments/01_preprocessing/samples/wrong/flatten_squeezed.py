def flatten(images):
    return np.squeeze(images.reshape(len(images), int(np.prod(images.shape[1:]))))
