def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
