import tensorflow as tf


def add_noise(images, sigma, seed):
    images = tf.cast(images, tf.float32)
    return images + tf.random.stateless_normal(tf.shape(images), seed=[seed, 0], stddev=sigma)
