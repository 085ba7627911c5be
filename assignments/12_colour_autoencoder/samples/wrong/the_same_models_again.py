"""Gives the same models at every call."""

import keras


_CACHE = {}
def build_autoencoder(height, width, code_size=32):
    key = height, width, code_size
    if key not in _CACHE:
        L = keras.layers
        encoder = keras.Sequential([keras.Input((height, width, 3)), L.Conv2D(32, 3, strides=2, padding="same", activation="relu"), L.Conv2D(64, 3, strides=2, padding="same", activation="relu"), L.Flatten(), L.Dense(code_size)])
        decoder = keras.Sequential([keras.Input((code_size,)), L.Dense(height * width * 4, activation="relu"), L.Reshape((height // 4, width // 4, 64)), L.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"), L.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid")])
        i = keras.Input((height, width, 3))
        _CACHE[key] = encoder, decoder, keras.Model(i, decoder(encoder(i)))
    return _CACHE[key]
