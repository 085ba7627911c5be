import keras
from keras import layers


def build_denoiser():
    image = x = keras.Input((28, 28, 1))
    for filters in (32, 64):
        x = layers.Conv2D(filters, 3, activation="relu", padding="same")(x)
        x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(128, 3, activation="relu", padding="same")(x)
    for filters in (64, 32):
        x = layers.Conv2D(filters, 3, activation="relu", padding="same")(x)
        x = layers.UpSampling2D(2)(x)
    return keras.Model(image, layers.Conv2D(1, 3, activation="sigmoid", padding="same")(x))
