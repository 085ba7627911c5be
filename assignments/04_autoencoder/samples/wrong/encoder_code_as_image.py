def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(code_size, activation="relu"),
            keras.layers.Reshape((1, code_size)),
        ]
    )
