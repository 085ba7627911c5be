import keras
from keras import layers


def build_autoencoder(height, width, code_size=32):
    image = x = keras.Input((height, width, 3))
    for filters in (16, 32):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.MaxPooling2D()(x)
    encoder = keras.Model(image, layers.Dense(code_size)(layers.Flatten()(x)))
    code = keras.Input((code_size,))
    x = layers.Dense(height // 4 * (width // 4) * 32, activation="relu")(code)
    x = layers.Reshape((height // 4, width // 4, 32))(x)
    for filters in (32, 16):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.UpSampling2D()(x)
    decoder = keras.Model(code, layers.Conv2D(3, 3, padding="same", activation="sigmoid")(x))
    return encoder, decoder, keras.Model(image, decoder(encoder(image)))
