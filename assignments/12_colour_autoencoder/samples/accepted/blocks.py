import keras
from keras import layers


def block(filters):
    return keras.Sequential(
        [
            layers.Conv2D(filters, 3, padding="same", activation="relu"),
            layers.Conv2D(filters, 3, strides=2, padding="same", activation="relu"),
        ]
    )


def up(filters, activation):
    return keras.Sequential(
        [layers.UpSampling2D(), layers.Conv2D(filters, 3, padding="same", activation=activation)]
    )


def build_autoencoder(height, width, code_size=32):
    encoder = keras.Sequential(
        [keras.Input((height, width, 3)), block(16), block(32), layers.Flatten(), layers.Dense(code_size)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 32, activation="relu"),
            layers.Reshape((height // 4, width // 4, 32)),
            up(32, "relu"),
            up(3, "hard_sigmoid"),
        ]
    )
    return encoder, decoder, keras.Sequential([encoder, decoder])
