def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    codes = encoder(images)
    decoder(codes)
    return keras.Model(images, codes)
