import tensorflow as tf


def add_channel(images):
    n, height, width = images.shape
    return tf.convert_to_tensor(images.reshape((n, height, width, 1)))
