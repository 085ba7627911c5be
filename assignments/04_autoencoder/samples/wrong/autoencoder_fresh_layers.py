def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(CODE_SIZE, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
