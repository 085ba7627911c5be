"""Creates the file before it refuses the ending."""

from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected a path that ends in .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path)
