import keras
from keras import layers


def build_autoencoder(height, width, code_size=32):
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="sigmoid"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="sigmoid"),
            layers.Flatten(),
            layers.Dense(code_size, activation="sigmoid"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 64, activation="sigmoid"),
            layers.Reshape((height // 4, width // 4, 64)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="sigmoid"),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
        ]
    )
    return encoder, decoder, keras.Sequential([encoder, decoder])
