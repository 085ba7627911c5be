import os


def list_photos(folder):
    found = []
    for place, _, names in os.walk(folder):
        found += [os.path.join(place, name) for name in names if name.lower().endswith((".jpg", ".jpeg", ".png"))]
    return sorted(found)
