import keras

_right = build_autoencoder


def build_autoencoder(height, width, code_size=32):
    encoder, _, _ = _right(height, width, code_size)
    _, decoder, _ = _right(height, width, code_size)
    _, other, _ = _right(height, width, code_size)
    return encoder, decoder, keras.Sequential([encoder, other])
