def scale(images):
    return images / 255.0
