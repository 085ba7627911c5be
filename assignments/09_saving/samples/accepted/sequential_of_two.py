"""Puts the halves into a Sequential; Keras itself tells the sizes that do not fit."""

import os

import keras


def load_autoencoder(folder):
    def half(name):
        path = os.path.join(folder, name)
        if not os.path.isfile(path):
            raise FileNotFoundError(name + " is missing")
        try:
            return keras.models.load_model(path)
        except Exception as error:
            raise ValueError(name + " cannot be read") from error

    encoder, decoder = half("encoder.keras"), half("decoder.keras")
    return [encoder, decoder, keras.Sequential([encoder, decoder])]
