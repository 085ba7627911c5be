"""Saves the autoencoder as a whole."""

from pathlib import Path

import keras


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keras.Sequential([encoder, decoder]).save(folder / "autoencoder.keras")
