"""Makes the folder, but not its parents."""

from pathlib import Path


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5")
