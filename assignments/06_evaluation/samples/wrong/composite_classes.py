def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    scores = classifier(autoencoder(images))
    return keras.Model(images, keras.ops.argmax(scores, axis=1))
