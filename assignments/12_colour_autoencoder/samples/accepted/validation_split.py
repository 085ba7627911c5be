import keras


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    held_out = len(noisy) // 5
    autoencoder.compile(keras.optimizers.Adam(), keras.losses.MeanSquaredError())
    return autoencoder.fit(
        noisy, clean, validation_split=held_out / len(noisy), epochs=epochs, batch_size=32, verbose=0
    )
