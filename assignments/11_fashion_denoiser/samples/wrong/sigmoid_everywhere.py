import keras
from keras import layers


def build_denoiser():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (32, 64):
        model.add(layers.Conv2D(filters, 3, padding="same", activation="sigmoid"))
        model.add(layers.MaxPooling2D())
    for filters in (64, 32):
        model.add(layers.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="sigmoid"))
    model.add(layers.Conv2D(1, 3, padding="same", activation="sigmoid"))
    return model
