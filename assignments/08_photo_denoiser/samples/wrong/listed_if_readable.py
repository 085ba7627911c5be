"""Lists only photos that can be opened."""

from pathlib import Path

from PIL import Image


def list_photos(folder):
    found = []
    for p in Path(folder).rglob("*"):
        if p.suffix.lower() in (".jpg", ".jpeg", ".png") and p.is_file():
            try:
                Image.open(p).verify()
                found.append(str(p))
            except Exception:
                pass
    return sorted(found)
