"""Saves the halves as .h5."""

from pathlib import Path


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    encoder.save(folder / "encoder.h5")
    decoder.save(folder / "decoder.h5")
