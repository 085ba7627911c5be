import keras
from keras import layers


def build_autoencoder(height, width, code_size=32):
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(code_size, 3, strides=2, padding="same"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((height // 4, width // 4, code_size)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder, keras.Sequential([encoder, decoder])
