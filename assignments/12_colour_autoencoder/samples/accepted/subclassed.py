import keras
from keras import layers


class Autoencoder(keras.Model):
    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder

    def call(self, images):
        return self.decoder(self.encoder(images))


def build_autoencoder(height, width, code_size=32):
    encoder = keras.Sequential()
    encoder.add(keras.Input(shape=(height, width, 3)))
    encoder.add(layers.Conv2D(32, 5, strides=2, padding="same", activation="elu"))
    encoder.add(layers.Conv2D(64, 3, strides=2, padding="same", activation="elu"))
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(code_size))
    decoder = keras.Sequential()
    decoder.add(keras.Input(shape=(code_size,)))
    decoder.add(layers.Dense(height * width * 4))
    decoder.add(layers.LeakyReLU())
    decoder.add(layers.Reshape((height // 4, width // 4, 64)))
    decoder.add(layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="elu"))
    decoder.add(layers.Conv2DTranspose(3, 5, strides=2, padding="same"))
    decoder.add(layers.Activation("sigmoid"))
    return [encoder, decoder, Autoencoder(encoder, decoder)]
