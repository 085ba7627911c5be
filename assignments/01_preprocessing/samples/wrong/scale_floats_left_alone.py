def scale(images):
    if images.dtype.kind == "f":
        return images.astype(np.float32)
    return images.astype(np.float32) / 255
