def train_autoencoder(autoencoder, images, epochs=20, batch_size=128, seed=0):
    keras.utils.set_random_seed(seed)
    model = keras.models.clone_model(autoencoder)
    model.set_weights(autoencoder.get_weights())
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)
