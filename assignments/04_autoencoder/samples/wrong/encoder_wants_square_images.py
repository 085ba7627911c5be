def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(code_size, activation="relu"),
        ]
    )
