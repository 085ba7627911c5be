"""Saves no weights."""

from pathlib import Path


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
