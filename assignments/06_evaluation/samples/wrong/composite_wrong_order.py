def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    return keras.Model(images, autoencoder(classifier(images)))
