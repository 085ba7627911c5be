import keras
from keras import layers


def build_autoencoder(height, width, code_size=32):
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Flatten(),
            layers.Dense(512, activation="elu"),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(512, activation="elu"),
            layers.Dense(height * width * 3, activation="sigmoid"),
            layers.Reshape((height, width, 3)),
        ]
    )
    return encoder, decoder, keras.Sequential([encoder, decoder])
