def scale(images):
    limit = np.iinfo(images.dtype).max if images.dtype.kind in "iu" else 255
    return (images / limit).astype(np.float32)
