def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    return keras.Sequential(
        [keras.Input((PIXELS,)), encoder, decoder, keras.layers.Activation("sigmoid")]
    )
