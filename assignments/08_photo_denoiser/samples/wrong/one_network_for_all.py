"""Gives the same network at every call."""

import keras


def _shared():
    L = keras.layers
    photo = keras.Input((None, None, 3))
    x = L.Conv2D(32, 3, padding="same", activation="relu")(photo)
    x = L.Conv2D(32, 3, padding="same", activation="relu")(x)
    return keras.Model(photo, L.Subtract()([photo, L.Conv2D(3, 3, padding="same")(x)]))
_MODEL = _shared()

def build_denoiser():
    return _MODEL
