def add_uniform_noise(images, factor, seed):
    rng = np.random.RandomState(seed)
    result = np.zeros(images.shape, dtype="float32")
    n, height, width, channels = images.shape
    for i in range(n):
        for y in range(height):
            for x in range(width):
                for c in range(channels):
                    value = float(images[i, y, x, c]) + factor * rng.random_sample()
                    if value < 0:
                        value = 0.0
                    elif value > 1:
                        value = 1.0
                    result[i, y, x, c] = value
    return result
