import keras
from keras import layers


def build_denoiser():
    photo = keras.Input((None, None, 3))
    full = layers.Conv2D(32, 3, padding="same", activation="relu")(photo)
    x = layers.MaxPooling2D()(full)
    x = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = layers.UpSampling2D()(x)
    x = layers.Conv2D(32, 3, padding="same", activation="relu")(layers.Add()([x, full]))
    noise = layers.Conv2D(3, 3, padding="same", kernel_initializer="zeros")(x)
    return keras.Model(photo, layers.Subtract()([photo, noise]))
