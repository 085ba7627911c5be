_right_photo = load_photo


def load_photo(path, height, width):
    return _right_photo(path, height, width)[::-1].copy()
