class Denoiser(keras.Model):
    def __init__(self):
        super().__init__()
        self.encoder = keras.layers.Dense(100, activation="elu")
        self.decoder = keras.layers.Dense(784, activation="sigmoid")

    def call(self, images):
        return self.decoder(self.encoder(images))


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    denoiser = Denoiser()
    denoiser.compile(optimizer=keras.optimizers.Adam(0.002), loss="binary_crossentropy")
    denoiser.fit(x=noisy, y=clean, epochs=10, batch_size=32, verbose=0)
    classifier = keras.Sequential(
        [
            keras.layers.Reshape((28, 28, 1)),
            keras.layers.Conv2D(16, 3, strides=2, activation="relu"),
            keras.layers.Conv2D(32, 3, strides=2, activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    classifier.compile(optimizer="adam", loss="categorical_crossentropy")
    classifier.fit(clean, keras.utils.to_categorical(labels, 10), epochs=8, batch_size=32, verbose=0)
    return denoiser, classifier
