def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.layers.Dense(code_size, activation="relu")
