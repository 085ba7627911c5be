def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.layers.Flatten(),
            keras.layers.Dense(units=100, activation="gelu"),
            keras.layers.BatchNormalization(),
            keras.layers.Dense(units=code_size, activation="linear"),
        ]
    )
