import keras
from keras import layers


def build_denoiser():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(layers.ZeroPadding2D(2))
    for filters in (32, 64, 128):
        model.add(layers.Conv2D(filters, (3, 3), padding="same", activation="relu"))
        model.add(layers.MaxPooling2D((2, 2)))
    for filters in (128, 64, 32):
        model.add(layers.Conv2DTranspose(filters, (3, 3), strides=2, padding="same", activation="relu"))
    model.add(layers.Conv2D(1, (3, 3), padding="same", activation="sigmoid"))
    model.add(layers.Cropping2D(2))
    return model
