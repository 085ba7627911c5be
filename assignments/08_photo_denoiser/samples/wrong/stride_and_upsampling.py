import keras
from keras import layers


def build_denoiser():
    model = keras.Sequential([keras.Input((None, None, 3))])
    for filters in (16, 32):
        model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(layers.MaxPooling2D())
    for filters in (32, 16):
        model.add(layers.Conv2DTranspose(filters, 5, strides=2, padding="same", activation="relu"))
        model.add(layers.UpSampling2D())
    model.add(layers.Conv2DTranspose(3, 3, padding="same", activation="sigmoid"))
    return model
