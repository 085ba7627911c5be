from pathlib import Path


def list_photos(folder):
    return sorted(str(path) for path in Path(folder).rglob("*") if path.is_file() and path.suffix.lower() == ".jpg")
