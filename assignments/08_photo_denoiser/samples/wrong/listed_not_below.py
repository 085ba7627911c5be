from pathlib import Path


def list_photos(folder):
    endings = (".jpg", ".jpeg", ".png")
    return sorted(str(path) for path in Path(folder).iterdir() if path.is_file() and path.suffix.lower() in endings)
