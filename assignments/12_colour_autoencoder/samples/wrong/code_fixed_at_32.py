_right = build_autoencoder


def build_autoencoder(height, width, code_size=32):
    return _right(height, width, 32)
