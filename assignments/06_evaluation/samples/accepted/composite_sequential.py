def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    return keras.Sequential([autoencoder, classifier])
