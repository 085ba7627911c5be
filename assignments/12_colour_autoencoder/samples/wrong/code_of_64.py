_right = build_autoencoder


def build_autoencoder(height, width, code_size=64):
    return _right(height, width, code_size)
