def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    return keras.Sequential([encoder, decoder])
