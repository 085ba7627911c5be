import keras


def add_noise(images, sigma, seed):
    return keras.ops.cast(images, "float32") + keras.random.normal(images.shape, stddev=sigma, seed=seed)
