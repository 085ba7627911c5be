"""Inverts with Pillow, converts with TensorFlow."""

import tensorflow as tf
from PIL import Image, ImageOps


def network_input(canvas):
    inverted = ImageOps.invert(Image.fromarray(canvas))
    image = tf.image.convert_image_dtype(tf.constant(bytearray(inverted.tobytes()), tf.uint8), tf.float32)
    return tf.reshape(image, (1, 28, 28, 1))
