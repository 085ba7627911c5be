def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    first, second = keras.models.clone_model(encoder), keras.models.clone_model(decoder)
    first.set_weights(encoder.get_weights())
    second.set_weights(decoder.get_weights())
    return keras.Sequential([keras.Input((PIXELS,)), first, second])
