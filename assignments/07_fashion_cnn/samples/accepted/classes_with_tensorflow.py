"""Stays in TensorFlow to the end."""

import keras


def predict_classes(path, images):
    probabilities = keras.models.load_model(path)(keras.ops.convert_to_tensor(images), training=False)
    return keras.ops.argmax(probabilities, axis=1)
