def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(PIXELS, activation="relu")])
