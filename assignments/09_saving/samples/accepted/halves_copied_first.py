"""Saves copies of the halves."""

from pathlib import Path

import keras


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    if not folder.exists():
        folder.mkdir(parents=True)

    def store(half, name):
        copy = keras.models.clone_model(half)
        copy.set_weights(half.get_weights())
        keras.saving.save_model(copy, folder / name, overwrite=True)

    store(encoder, "encoder.keras")
    store(decoder, "decoder.keras")
