"""Is functional, with activations in layers of their own."""

import keras


def build_cnn():
    images = keras.Input(shape=(28, 28, 1), name="images")
    x = keras.layers.Conv2D(filters=32, kernel_size=(3, 3), strides=(1, 1), padding="valid")(images)
    x = keras.layers.Activation("relu")(x)
    x = keras.layers.MaxPool2D(pool_size=(2, 2))(x)
    x = keras.layers.Dropout(rate=0.2)(x)
    x = keras.layers.Reshape((13 * 13 * 32,))(x)
    x = keras.layers.Dense(128)(x)
    x = keras.layers.ReLU()(x)
    x = keras.layers.Dense(10)(x)
    model = keras.Model(inputs=images, outputs=keras.layers.Softmax()(x), name="fashion")
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.001),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")],
    )
    return model
