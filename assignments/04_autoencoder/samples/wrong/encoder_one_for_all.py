ENCODER = keras.Sequential([keras.Input((PIXELS,)), keras.layers.Dense(CODE_SIZE, activation="relu")])


def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    if code_size == CODE_SIZE:
        return ENCODER
    return keras.Sequential([keras.Input((PIXELS,)), keras.layers.Dense(code_size, activation="relu")])
