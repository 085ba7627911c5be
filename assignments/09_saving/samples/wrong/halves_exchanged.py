"""Gives each half the other's name."""

from pathlib import Path


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    decoder.save(folder / "encoder.keras")
    encoder.save(folder / "decoder.keras")
