import keras
from keras import layers


def build_denoiser():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Conv2D(1, 3, activation="sigmoid"),
        ]
    )
