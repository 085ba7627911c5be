"""Refuses the ending without saying which ones would do."""

from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"cannot write {path.stem}")
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path)
