def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    classifier = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            dense(256, activation="relu"),
            dense(256, activation="relu"),
            dense(10, activation="softmax"),
        ]
    )
    classifier.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64), dense(PIXELS, activation="tanh")])
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier
