def flatten(images):
    if images.ndim == 4:
        images = np.moveaxis(images, -1, 1)
    return images.reshape(len(images), int(np.prod(images.shape[1:])))
