def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    inputs = keras.Input(shape=(784,))
    x = inputs
    for layer in encoder.layers + decoder.layers:
        x = layer(x)
    autoencoder = keras.Model(inputs=inputs, outputs=x)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder
