def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))
