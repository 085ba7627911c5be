def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    inputs = keras.Input(shape=(784,))
    x = keras.layers.Dense(256, activation="relu")(inputs)
    x = keras.layers.Dense(64, activation="relu")(x)
    outputs = keras.layers.Dense(code_size, activation="relu")(x)
    return keras.Model(inputs=inputs, outputs=outputs)
