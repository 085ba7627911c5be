def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    codes = keras.Input((CODE_SIZE,))
    return keras.Model(codes, encoder(decoder(codes)))
