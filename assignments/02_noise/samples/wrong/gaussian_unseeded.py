import tensorflow as tf


def add_gaussian_noise(images, sigma, seed):
    noise = tf.random.normal(images.shape, stddev=sigma, seed=seed)
    return np.clip(images + noise.numpy(), 0, 1).astype(np.float32)
