def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential([keras.Input((32,)), keras.layers.Dense(PIXELS, activation="sigmoid")])
