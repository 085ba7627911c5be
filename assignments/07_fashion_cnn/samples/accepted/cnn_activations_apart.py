"""Puts activations into layers of their own."""

import keras
from keras import layers


def build_cnn():
    model = keras.models.Sequential()
    model.add(layers.Conv2D(filters=32, kernel_size=(3, 3), input_shape=(28, 28, 1)))
    model.add(layers.Activation("relu"))
    model.add(layers.MaxPool2D(pool_size=(2, 2), strides=2))
    model.add(layers.Dropout(rate=0.2))
    model.add(layers.Reshape((-1,)))
    model.add(layers.Dense(128))
    model.add(layers.ReLU())
    model.add(layers.Dense(10))
    model.add(layers.Softmax())
    model.compile(optimizer=keras.optimizers.Adam(0.001), loss=keras.losses.CategoricalCrossentropy(), metrics=[keras.metrics.CategoricalAccuracy()])
    return model
