"""Takes what follows a dot in the name for an ending."""

from pathlib import Path


def save_in_parts(model, folder, name):
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder) / name
    path.with_suffix(".json").write_text(model.to_json())
    model.save_weights(path.with_suffix(".weights.h5"))
