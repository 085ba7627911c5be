import keras
from keras import layers


def build_denoiser():
    body = keras.Sequential(
        [
            layers.Conv2D(32, 5, padding="same", activation="relu"),
            layers.Conv2D(32, 5, padding="same", activation="relu"),
        ]
    )
    return keras.Sequential(
        [keras.Input((28, 28, 1)), body, layers.Conv2D(1, 5, padding="same", activation="sigmoid")]
    )
