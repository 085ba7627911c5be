"""Is functional, with relu in layers of its own."""

import keras


def build_deep_cnn():
    x = images = keras.Input((28, 28, 1))
    for number, filters in enumerate([32, 32, 64, 128]):
        x = keras.layers.Conv2D(filters, (3, 3))(x)
        x = keras.layers.ReLU()(x)
        x = keras.layers.BatchNormalization()(x)
        if number % 2:
            x = keras.layers.MaxPool2D((2, 2))(x)
        if number:
            x = keras.layers.Dropout(0.25)(x)
    x = keras.layers.Flatten()(x)
    for units in [512, 128]:
        x = keras.layers.Dense(units)(x)
        x = keras.layers.Activation("relu")(x)
        x = keras.layers.BatchNormalization()(x)
        x = keras.layers.Dropout(0.5)(x)
    model = keras.Model(images, keras.layers.Dense(10, "softmax")(x))
    model.compile(keras.optimizers.Adam(), keras.losses.CategoricalCrossentropy(), metrics=["accuracy"])
    return model
