import math

import tensorflow as tf


def flatten(images):
    return tf.reshape(images, (images.shape[0], math.prod(images.shape[1:])))
