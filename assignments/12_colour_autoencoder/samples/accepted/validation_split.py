import keras


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(keras.optimizers.Adam(), keras.losses.MeanSquaredError())
    return autoencoder.fit(
        noisy, clean, validation_split=0.2, epochs=epochs, batch_size=32, verbose=0
    )
