def build_encoder(code_size: int = 64) -> keras.Model:
    return keras.Sequential([keras.Input((PIXELS,)), keras.layers.Dense(code_size, activation="relu")])
