import keras

_right = train


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    return _right(autoencoder, clean, noisy, epochs, seed)
