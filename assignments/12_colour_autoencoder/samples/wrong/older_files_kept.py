"""Keeps files that are there already."""

from pathlib import Path


def save_models(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in (("encoder", encoder), ("decoder", decoder)):
        if not (folder / f"{name}.keras").exists():
            model.save(folder / f"{name}.keras")
