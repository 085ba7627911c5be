def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    code = keras.Input(shape=(code_size,))
    x = keras.layers.Dense(64, activation="relu")(code)
    x = keras.layers.Dense(256, activation="relu")(x)
    return keras.Model(code, keras.layers.Dense(28 * 28, activation="sigmoid")(x))
