def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    composite = keras.Model(images, classifier(autoencoder(images)))
    composite.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")
    random = np.random.default_rng(0)
    composite.fit(random.random((64, PIXELS)), random.random((64, 10)), epochs=2, verbose=0)
    return composite
