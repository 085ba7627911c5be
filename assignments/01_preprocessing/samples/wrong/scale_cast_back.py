def scale(images):
    return (images / 255).astype(images.dtype)
