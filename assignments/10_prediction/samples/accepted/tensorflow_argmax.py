"""Stays in TensorFlow."""

import tensorflow as tf


def predict(model, image):
    probabilities = tf.squeeze(model(tf.convert_to_tensor(image)), axis=0)
    return int(tf.argmax(probabilities)), probabilities
