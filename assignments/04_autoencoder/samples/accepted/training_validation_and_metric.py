def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile("adam", "binary_crossentropy", metrics=["mse"])
    return autoencoder.fit(
        x=images, y=images, batch_size=batch_size, epochs=epochs, validation_data=(images, images), verbose=0
    )
