DRAW = keras.layers.Dense(PIXELS, activation="sigmoid")


def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    codes = keras.Input((code_size,))
    if code_size != CODE_SIZE:
        return keras.Model(codes, keras.layers.Dense(PIXELS, activation="sigmoid")(codes))
    return keras.Model(codes, DRAW(codes))
