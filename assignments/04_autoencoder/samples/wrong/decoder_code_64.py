def build_decoder(code_size: int = 64) -> keras.Model:
    return keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(PIXELS, activation="sigmoid")])
