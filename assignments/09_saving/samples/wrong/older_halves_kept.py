"""Leaves files that are there already."""

from pathlib import Path


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "encoder.keras").exists():
        return
    encoder.save(folder / "encoder.keras")
    decoder.save(folder / "decoder.keras")
