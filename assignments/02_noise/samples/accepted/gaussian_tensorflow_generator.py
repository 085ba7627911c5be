import tensorflow as tf


def add_gaussian_noise(images, sigma, seed):
    generator = tf.random.Generator.from_seed(seed)
    noise = generator.normal(shape=images.shape, stddev=sigma)
    return np.clip(images.astype("float32") + noise.numpy(), 0, 1)
