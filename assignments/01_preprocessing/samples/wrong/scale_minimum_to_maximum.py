def scale(images):
    images = images.astype(np.float32)
    return (images - images.min()) / (images.max() - images.min())
