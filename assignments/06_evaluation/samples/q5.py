# %% right system_functional_mse: functional, squared error, deeper, early stopping
def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    x = inputs = keras.Input(shape=(784,))
    for units in (256, 64, 256):
        x = keras.layers.Dense(units, activation="relu")(x)
    autoencoder = keras.Model(inputs, keras.layers.Dense(784, activation="sigmoid")(x))
    autoencoder.compile(keras.optimizers.Adam(1e-3), "mse")
    stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
    autoencoder.fit(
        noisy, clean, batch_size=32, epochs=15, validation_split=0.1, callbacks=[stop], verbose=0
    )
    outputs = keras.layers.Dense(10)(keras.layers.Dense(128, activation="relu")(inputs))
    classifier = keras.Model(inputs, outputs)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    classifier.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    classifier.fit(clean, labels, batch_size=32, epochs=8, verbose=0)
    return [autoencoder, classifier]


# %% right system_subclassed_convolutions: subclassed models, a convolutional classifier, one-hot labels
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


# %% wrong system_exchanged: returns classifier and autoencoder in the wrong order
#    | fails system_models, system_apart, system_clean, system_denoised
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
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64), dense(PIXELS, activation="sigmoid")])
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return classifier, autoencoder


# %% wrong system_clean_to_clean: the autoencoder never sees noise | fails system_denoised
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
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64), dense(PIXELS, activation="sigmoid")])
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    autoencoder.fit(clean, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_clean_to_noisy: the autoencoder learns to add noise | fails system_denoised
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
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64), dense(PIXELS, activation="sigmoid")])
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    autoencoder.fit(clean, noisy, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_autoencoder_untrained: the autoencoder is not trained | fails system_denoised
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
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64), dense(PIXELS, activation="sigmoid")])
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder, classifier


# %% wrong system_classifier_untrained: the classifier is not trained | fails system_clean, system_denoised
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
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64), dense(PIXELS, activation="sigmoid")])
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_classifier_sees_noise: the classifier is trained on clean and noisy images
#    | fails system_apart, system_denoised
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
    both = np.concatenate([clean, noisy])
    classifier.fit(both, np.concatenate([labels, labels]), epochs=5, batch_size=64, verbose=0)
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64), dense(PIXELS, activation="sigmoid")])
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_pairs_shuffled: noisy and clean images in different orders | fails system_denoised
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
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64), dense(PIXELS, activation="sigmoid")])
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    autoencoder.fit(noisy, np.random.default_rng(seed).permutation(clean), epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_labels_shuffled: images and labels in different orders | fails system_clean, system_denoised
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
    classifier.fit(clean, np.random.default_rng(seed).permutation(labels), epochs=5, batch_size=64, verbose=0)
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64), dense(PIXELS, activation="sigmoid")])
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_tanh: tanh before the cross-entropy: pixels below 0 | fails system_denoised
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


# %% wrong system_composite_returned: returns the composite instead of the autoencoder
#    | fails system_models, system_clean, system_denoised
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
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64), dense(PIXELS, activation="sigmoid")])
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return keras.Sequential([autoencoder, classifier]), classifier


# %% wrong system_fine_tuned: goes on training the classifier on denoised images | fails system_apart
train_both = train_system


def train_system(clean, noisy, labels, seed=0):
    autoencoder, classifier = train_both(clean, noisy, labels, seed)
    denoised = autoencoder.predict(noisy, verbose=0)
    classifier.fit(denoised, labels, epochs=1, verbose=0)
    classifier.fit(clean, labels, epochs=1, verbose=0)
    return autoencoder, classifier


# %% wrong system_end_to_end: trains both models together, from the noisy image to the label
#    | fails system_apart
train_both = train_system


def train_system(clean, noisy, labels, seed=0):
    autoencoder, classifier = train_both(clean, noisy, labels, seed)
    both = keras.Sequential([autoencoder, classifier])
    both.compile(optimizer=keras.optimizers.Adam(1e-5), loss="sparse_categorical_crossentropy")
    both.fit(noisy, labels, epochs=1, verbose=0)
    return autoencoder, classifier


# %% wrong system_stopped_on_noise: stops the classifier's training by its loss on noisy images
#    | fails system_apart
train_both = train_system


def train_system(clean, noisy, labels, seed=0):
    autoencoder, classifier = train_both(clean, noisy, labels, seed)
    stop = keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)
    classifier.fit(
        clean, labels, validation_data=(noisy, labels), epochs=3, callbacks=[stop], batch_size=64, verbose=0
    )
    return autoencoder, classifier


# %% wrong system_unseeded: ignores the seed | fails system_seeded
train_both = train_system


def train_system(clean, noisy, labels, seed=0):
    set_seed, keras.utils.set_random_seed = keras.utils.set_random_seed, lambda seed: None
    try:
        return train_both(clean, noisy, labels, seed)
    finally:
        keras.utils.set_random_seed = set_seed


# %% wrong system_one_seed: always uses seed 0 | fails system_seeded
train_both = train_system


def train_system(clean, noisy, labels, seed=0):
    return train_both(clean, noisy, labels)


# %% right system_own_loop: loops of its own for the classifier, which begins with layers that prepare the
#      images
import tensorflow as tf


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    classifier = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Rescaling(2.0, offset=-1.0),
            layers.BatchNormalization(),
            layers.GaussianNoise(0.05),
            layers.Dense(200, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    loss, adam = keras.losses.SparseCategoricalCrossentropy(), keras.optimizers.Adam()

    @tf.function(reduce_retracing=True)
    def step(images, wanted):
        with tf.GradientTape() as tape:
            value = loss(wanted, classifier(images, training=True))
        adam.apply(tape.gradient(value, classifier.trainable_variables), classifier.trainable_variables)

    data = tf.data.Dataset.from_tensor_slices((clean, labels)).shuffle(len(clean), seed=seed).batch(64)
    for _ in range(6):
        for images, wanted in data:
            step(images, wanted)
    autoencoder = keras.Sequential(
        [keras.Input((784,)), layers.Dense(80, activation="relu"), layers.Dense(784, activation="sigmoid")]
    )
    autoencoder.compile("adam", "binary_crossentropy")
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_one_seed_for_the_classifier: the classifier always begins with seed 0 | fails system_seeded
def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    a, _ = _networks()
    a.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    keras.utils.set_random_seed(0)
    _, c = _networks()
    c.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
    return a, c


def _networks():
    a = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(784, activation="sigmoid"),
        ]
    )
    c = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    a.compile("adam", "binary_crossentropy")
    c.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return a, c


# %% wrong system_other_default: another default for seed | fails system_seeded
_given_seed = train_system


def train_system(clean, noisy, labels, seed=1):
    return _given_seed(clean, noisy, labels, seed)
