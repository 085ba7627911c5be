import keras
from keras import layers


def build_denoiser():
    photo = x = keras.Input((24, 24, 3))
    for _ in range(3):
        x = layers.Conv2D(24, 3, padding="same", activation="relu")(x)
    noise = layers.Conv2D(3, 3, padding="same", kernel_initializer="zeros")(x)
    return keras.Model(photo, layers.Subtract()([photo, noise]))
