import tensorflow as tf


def add_uniform_noise(images, factor, seed):
    images = tf.cast(images, tf.float32)
    noise = tf.random.stateless_uniform(tf.shape(images), seed=[seed, 0])
    return tf.clip_by_value(images + factor * noise, 0.0, 1.0)
