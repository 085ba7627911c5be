import keras


def add_gaussian_noise(images, sigma, seed):
    keras.utils.set_random_seed(seed)
    return np.clip(images + np.random.normal(0, sigma, images.shape), 0, 1).astype(np.float32)
