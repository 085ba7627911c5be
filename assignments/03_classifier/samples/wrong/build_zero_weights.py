def build_classifier():
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation="relu", kernel_initializer="zeros"),
            keras.layers.Dense(256, activation="relu", kernel_initializer="zeros"),
            keras.layers.Dense(10, activation="softmax", kernel_initializer="zeros"),
        ]
    )
