def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    return keras.Model(images, keras.models.clone_model(classifier)(keras.models.clone_model(autoencoder)(images)))
