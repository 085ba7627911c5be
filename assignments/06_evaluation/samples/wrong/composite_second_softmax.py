def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    return keras.Sequential(
        [keras.Input((PIXELS,)), autoencoder, classifier, keras.layers.Activation("softmax")]
    )
