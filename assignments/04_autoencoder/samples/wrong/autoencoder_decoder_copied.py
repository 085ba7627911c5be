def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    x = encoder(images)
    for layer in decoder.layers:
        copy = type(layer).from_config(layer.get_config())
        x = copy(x)
        copy.set_weights(layer.get_weights())
    return keras.Model(images, x)
