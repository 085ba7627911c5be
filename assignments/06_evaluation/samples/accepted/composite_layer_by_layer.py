def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    x = inputs = keras.Input(shape=(28 * 28,))
    for layer in [*autoencoder.layers, *classifier.layers]:
        x = layer(x)
    return keras.Model(inputs=inputs, outputs=x)
