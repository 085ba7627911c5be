def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    encoder.trainable = False
    images = keras.Input((PIXELS,))
    return keras.Model(images, decoder(encoder(images)))
