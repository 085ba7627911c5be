def scale(images):
    flat = [float(pixel) / 255.0 for pixel in np.ravel(images)]
    return np.array(flat, dtype=np.float32).reshape(np.shape(images))
