def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    images = keras.Input((PIXELS,))
    codes = keras.layers.Dense(code_size, activation="relu")(images)
    codes = codes - keras.ops.mean(codes, axis=0, keepdims=True)
    return keras.Model(images, codes)
