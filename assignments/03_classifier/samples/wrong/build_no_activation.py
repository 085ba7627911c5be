def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256),
            keras.layers.Dense(256),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
