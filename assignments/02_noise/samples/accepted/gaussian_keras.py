import keras


def add_gaussian_noise(images, sigma, seed):
    noise = keras.random.normal(images.shape, mean=0.0, stddev=1.0, seed=seed)
    return keras.ops.convert_to_numpy(keras.ops.clip(keras.ops.cast(images, "float32") + sigma * noise, 0, 1))
