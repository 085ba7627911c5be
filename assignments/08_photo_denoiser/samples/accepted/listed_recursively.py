from pathlib import Path


def list_photos(folder):
    def inside(place):
        for each in place.iterdir():
            if each.is_dir():
                yield from inside(each)
            elif each.suffix.lower() in {".jpg", ".jpeg", ".png"}:
                yield each

    return sorted(inside(Path(folder)))
