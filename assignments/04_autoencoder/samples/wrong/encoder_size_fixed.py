def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential([keras.Input((784,)), keras.layers.Dense(32, activation="relu")])
