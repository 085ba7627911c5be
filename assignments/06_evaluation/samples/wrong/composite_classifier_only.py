def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    autoencoder(images)
    return keras.Model(images, classifier(images))
