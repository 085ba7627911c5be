def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    parts = []
    for model in (autoencoder, classifier):
        copy = keras.models.clone_model(model)
        copy.set_weights(model.get_weights())
        parts.append(copy)
    return keras.Sequential([keras.Input((PIXELS,)), *parts])
