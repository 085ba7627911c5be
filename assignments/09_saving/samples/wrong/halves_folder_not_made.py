"""Expects the folder to be there."""

from pathlib import Path


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    encoder.save(folder / "encoder.keras")
    decoder.save(folder / "decoder.keras")
