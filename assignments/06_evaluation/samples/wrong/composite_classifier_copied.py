def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    copy = keras.models.clone_model(classifier)
    copy.set_weights(classifier.get_weights())
    return keras.Model(images, copy(autoencoder(images)))
