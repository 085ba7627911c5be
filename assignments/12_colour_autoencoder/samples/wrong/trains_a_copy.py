import keras

_right = train


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    copy = keras.models.clone_model(autoencoder)
    copy.set_weights(autoencoder.get_weights())
    return _right(copy, noisy, clean, epochs, seed)
