def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    model = keras.models.Sequential()
    model.add(keras.layers.Input((784,)))
    model.add(keras.layers.Reshape((28, 28, 1)))
    model.add(keras.layers.Conv2D(8, 3, strides=2, padding="same", activation="relu"))
    model.add(keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dropout(0.1))
    model.add(keras.layers.Dense(code_size, activation="leaky_relu"))
    model.compile(optimizer="adam", loss="mse")
    return model
