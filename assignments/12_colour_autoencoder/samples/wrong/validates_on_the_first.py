import keras


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) // 5
    autoencoder.compile("adam", "mse")
    return autoencoder.fit(
        noisy[cut:],
        clean[cut:],
        validation_data=(noisy[:cut], clean[:cut]),
        epochs=epochs,
        batch_size=32,
        verbose=0,
    ).history
