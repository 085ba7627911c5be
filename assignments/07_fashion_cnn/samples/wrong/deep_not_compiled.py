"""Does not compile."""

import keras
from keras import layers


def build_deep_cnn():
    steps = [keras.Input((28, 28, 1))]
    for filters, pool, drop in ((32, False, 0), (32, True, 0.25), (64, False, 0.25), (128, True, 0.25)):
        steps += [layers.Conv2D(filters, 3, activation="relu"), layers.BatchNormalization()]
        steps += [layers.MaxPooling2D(2)] if pool else []
        steps += [layers.Dropout(drop)] if drop else []
    steps.append(layers.Flatten())
    for units in (512, 128):
        steps += [layers.Dense(units, activation="relu"), layers.BatchNormalization(), layers.Dropout(0.5)]
    model = keras.Sequential([*steps, layers.Dense(10, activation="softmax")])
    return model
