import tensorflow as tf


def add_random_strength_noise(images, max_strength, seed):
    images = tf.convert_to_tensor(images, dtype=tf.float32)
    u = tf.random.stateless_uniform((len(images), 1, 1, 1), seed=(seed, 1))
    v = tf.random.stateless_uniform(images.shape, seed=(seed, 2), minval=-1.0, maxval=1.0)
    return tf.clip_by_value(images + u * max_strength * v, 0.0, 1.0).numpy()
