"""Saves the whole autoencoder as the decoder."""

from pathlib import Path

import keras


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    encoder.save(folder / "encoder.keras")
    keras.Sequential([encoder, decoder]).save(folder / "decoder.keras")
