"""Gives the same network at every call."""

import keras


def _make():
    m = keras.Sequential([keras.Input((28, 28, 1))])
    for f in (32, 32):
        m.add(keras.layers.Conv2D(f, 3, activation="relu", padding="same"))
    m.add(keras.layers.Conv2D(1, 3, activation="sigmoid", padding="same"))
    return m
_ONE = _make()
def build_denoiser():
    return _ONE
