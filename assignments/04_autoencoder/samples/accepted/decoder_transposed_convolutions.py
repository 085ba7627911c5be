def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(7 * 7 * 8, activation="relu"),
            keras.layers.Reshape((7, 7, 8)),
            keras.layers.Conv2DTranspose(8, 3, strides=2, padding="same", activation="relu"),
            keras.layers.Conv2DTranspose(1, 3, strides=2, padding="same"),
            keras.layers.Flatten(),
            keras.layers.Activation("sigmoid"),
        ]
    )
