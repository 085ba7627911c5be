"""Saves clones, with fresh weights."""

from pathlib import Path

import keras


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keras.models.clone_model(encoder).save(folder / "encoder.keras")
    keras.models.clone_model(decoder).save(folder / "decoder.keras")
