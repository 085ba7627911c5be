def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, 1 - images, epochs=epochs, batch_size=batch_size, verbose=0)
