def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)
