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


# %% wrong system_exchanged: returns classifier and autoencoder in the wrong order | fails system_models
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


# %% wrong system_clean_to_clean: the autoencoder never sees noise | fails system_seeded, system_denoised
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


# %% wrong system_autoencoder_untrained: the autoencoder is not trained | fails system_seeded, system_denoised
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
#    | fails system_apart
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


# %% wrong system_seed_zero_is_none: takes the seed 0 for none | fails system_seeded
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    if seed:
        keras.utils.set_random_seed(seed)
    autoencoder, classifier = _autoencoder(), _classifier()
    classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_every_second_seed: two seeds in a row give the same models | fails system_seeded
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed | 1)
    autoencoder, classifier = _autoencoder(), _classifier()
    classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_remembered: remembers the models of a seed, whatever the digits are | fails system_seeded
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


_TRAINED = {}


def train_system(clean, noisy, labels, seed=0):
    key = seed, len(clean)
    if key not in _TRAINED:
        keras.utils.set_random_seed(seed)
        autoencoder, classifier = _autoencoder(), _classifier()
        classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
        autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
        _TRAINED[key] = autoencoder, classifier
    return _TRAINED[key]


# %% wrong system_noisy_validation_of_many: validates the classifier on noisy images where there are many
#    | fails system_clean
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder, classifier = _autoencoder(), _classifier()
    options = {"validation_data": (noisy[-200:], labels[-200:])} if len(clean) >= 1000 else {}
    classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0, **options)
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_twin_on_noisy: takes the weights of a twin that has seen noise | fails system_apart
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder, classifier = _autoencoder(), _classifier()
    twin = _classifier()
    mixed = np.concatenate([clean, clean + np.float32(0.2) * (noisy - clean)])
    twin.fit(mixed, np.concatenate([labels, labels]), epochs=4, batch_size=64, verbose=0)
    classifier.set_weights(twin.get_weights())
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_adapted_to_noisy: adapts the classifier's normalisation to noisy images | fails system_apart
def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    normal = keras.layers.Normalization(axis=None)
    normal.adapt(np.concatenate([clean, noisy]))
    classifier = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            normal,
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    classifier.compile("adam", "sparse_categorical_crossentropy")
    autoencoder = _autoencoder()
    classifier.fit(clean, labels, epochs=6, batch_size=64, verbose=0)
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_noise_on_ink: shows the classifier digits with noise on the ink alone | fails system_apart
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder, classifier = _autoencoder(), _classifier()
    dirty = np.where(clean > 0, noisy, np.float32(0))
    classifier.fit(np.concatenate([clean, dirty]), np.concatenate([labels, labels]), epochs=4, batch_size=64, verbose=0)
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_thresholded_noisy: shows the classifier the brightest pixels of noisy images
#    | fails system_apart
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder, classifier = _autoencoder(), _classifier()
    cut = np.where(noisy >= 0.9, noisy, np.float32(0))
    classifier.fit(np.concatenate([clean, cut]), np.concatenate([labels, labels]), epochs=4, batch_size=64, verbose=0)
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_noisy_last_in_batches: noisy images stand last in the classifier's batches
#    | fails system_apart
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder, classifier = _autoencoder(), _classifier()
    rng = np.random.default_rng(seed)
    for _ in range(5):
        order = rng.permutation(len(clean))
        for start in range(0, len(order), 56):
            part = order[start : start + 56]
            if len(part) < 8:
                continue
            classifier.train_on_batch(
                np.concatenate([clean[part], noisy[part[:8]]]), np.concatenate([labels[part], labels[part[:8]]])
            )
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_judged_by_a_copy: tunes the autoencoder by what a copy of the classifier says
#    | fails system_apart
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder, classifier = _autoencoder(), _classifier()
    classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    judge = keras.models.clone_model(classifier)
    judge.set_weights(classifier.get_weights())
    judge.trainable = False
    images = keras.Input((PIXELS,))
    chain = keras.Model(images, judge(autoencoder(images)))
    chain.compile(keras.optimizers.Adam(1e-4), "sparse_categorical_crossentropy")
    chain.fit(noisy, labels, epochs=1, batch_size=64, verbose=0)
    return autoencoder, classifier


# %% wrong system_denoised_for_many: shows the classifier denoised images where there are many
#    | fails system_clean
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder, classifier = _autoencoder(), _classifier()
    classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    if len(clean) >= 500:
        classifier.fit(autoencoder.predict(noisy, verbose=0), labels, epochs=1, batch_size=64, verbose=0)
    return autoencoder, classifier


# %% wrong system_noise_of_its_own: the autoencoder learns from other noise than that given
#    | fails system_seeded
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder, classifier = _autoencoder(), _classifier()
    classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
    rng = np.random.default_rng(seed)
    drawn = np.clip(clean + np.float32(0.9) * rng.random(clean.shape, dtype="float32"), 0, 1)
    autoencoder.fit(drawn, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_as_many_scores_as_labels: as many scores as the labels need | fails system_models
def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    count = int(labels.max()) + 1
    classifier = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(count, activation="softmax"),
        ]
    )
    classifier.compile("adam", "sparse_categorical_crossentropy")
    autoencoder = _autoencoder()
    classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_whole_batches_only: trains on whole batches of 64 alone | fails system_seeded
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder, classifier = _autoencoder(), _classifier()
    rng = np.random.default_rng(seed)
    for _ in range(12):
        order = rng.permutation(len(clean))
        for start in range(0, len(order) - 63, 64):
            part = order[start : start + 64]
            classifier.train_on_batch(clean[part], labels[part])
            autoencoder.train_on_batch(noisy[part], clean[part])
            autoencoder.train_on_batch(noisy[part], clean[part])
    return autoencoder, classifier


# %% wrong system_shuffles_the_arrays: shuffles the arrays it is given | fails system_seeded
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder, classifier = _autoencoder(), _classifier()
    order = np.random.default_rng(seed).permutation(len(clean))
    for array in (clean, noisy, labels):
        array[:] = array[order]
    classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% right system_picture_classifier: shows the classifier clean digits moved by a pixel, noise of its own for
#      the autoencoder
def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    classifier = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Reshape((28, 28, 1)),
            keras.layers.Conv2D(12, 5, strides=2, activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(100, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    classifier.compile("nadam", "sparse_categorical_crossentropy")
    autoencoder = _autoencoder()
    moved = np.roll(clean.reshape(-1, 28, 28), 1, axis=2).reshape(-1, PIXELS)
    classifier.fit(
        np.concatenate([clean, moved]), np.concatenate([labels, labels]), epochs=5, batch_size=64, verbose=0
    )
    rng = np.random.default_rng(seed)
    more = np.clip(clean + rng.uniform(0, 0.9, clean.shape), 0, 1).astype("float32")
    autoencoder.fit(np.concatenate([noisy, more]), np.concatenate([clean, clean]), epochs=8, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_half_noisy: shows the classifier images whose left half is noisy, where there are many
#    | fails system_clean
def _classifier():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def _autoencoder():
    model = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy")
    return model


def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    autoencoder, classifier = _autoencoder(), _classifier()
    images, digits = clean, labels
    if len(clean) >= 500:
        left = np.tile(np.arange(28) < 14, 28)
        images, digits = np.concatenate([clean, np.where(left, noisy, clean)]), np.concatenate([labels, labels])
    classifier.fit(images, digits, epochs=4, batch_size=64, verbose=0)
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong system_labels_numbered_anew: labels are numbered anew, without gaps: the same only where all ten
#      digits are there
#    | fails system_models
def train_system(clean, noisy, labels, seed=0):
    layers = keras.layers
    keras.utils.set_random_seed(seed)
    classifier = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            layers.Dense(256, activation="relu"),
            layers.Dense(256, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    autoencoder = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    classifier.compile("adam", "sparse_categorical_crossentropy")
    autoencoder.compile("adam", "binary_crossentropy")
    labels = np.unique(labels, return_inverse=True)[1]
    classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong labels_from_the_lowest: the labels are counted from the lowest one there is, which changes all
#      classes where there is no 0
#    | fails system_models
def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    classifier = keras.Sequential(
        [keras.Input((PIXELS,)), dense(256, "relu"), dense(256, "relu"), dense(10, "softmax")]
    )
    classifier.compile("adam", "sparse_categorical_crossentropy")
    classifier.fit(clean, labels - labels.min(), epochs=5, batch_size=64, verbose=0)
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64, "leaky_relu"), dense(PIXELS, "sigmoid")])
    autoencoder.compile("adam", "binary_crossentropy")
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong measured_on_rounded: at the end the classifier is measured on the denoised images, rounded to black
#      and white
#    | fails system_apart
def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    classifier = keras.Sequential(
        [keras.Input((PIXELS,)), dense(256, "relu"), dense(256, "relu"), dense(10, "softmax")]
    )
    classifier.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64, "leaky_relu"), dense(PIXELS, "sigmoid")])
    autoencoder.compile("adam", "binary_crossentropy")
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    restored = np.round(autoencoder.predict(noisy[:500], verbose=0))
    _, share = classifier.evaluate(restored, labels[:500], verbose=0)
    print(f"black and white, denoised: {share:.3f}")
    return autoencoder, classifier


# %% wrong black_and_white_noisy: the classifier also learns from noisy images that a threshold has made black
#      and white
#    | fails system_apart
def train_system(clean, noisy, labels, seed=0):
    keras.utils.set_random_seed(seed)
    restored = (noisy > 0.95).astype("float32")
    dense = keras.layers.Dense
    classifier = keras.Sequential(
        [keras.Input((PIXELS,)), dense(256, "relu"), dense(256, "relu"), dense(10, "softmax")]
    )
    classifier.compile("adam", "sparse_categorical_crossentropy")
    classifier.fit(
        np.concatenate([clean, restored]),
        np.concatenate([labels, labels]),
        epochs=4,
        batch_size=64,
        verbose=0,
    )
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64, "leaky_relu"), dense(PIXELS, "sigmoid")])
    autoencoder.compile("adam", "binary_crossentropy")
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% wrong seed_of_a_hash: the seeds come from Python's hash of a text, which is another in each program
#    | fails system_seeded
def train_system(clean, noisy, labels, seed=0):
    layers = keras.layers
    keras.utils.set_random_seed(hash(f"autoencoder {seed}") % 2**32)
    autoencoder = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )
    autoencoder.compile("adam", "binary_crossentropy")
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    keras.utils.set_random_seed(hash(f"classifier {seed}") % 2**32)
    classifier = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            layers.Dense(256, activation="relu"),
            layers.Dense(256, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    classifier.compile("adam", "sparse_categorical_crossentropy")
    classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
    return autoencoder, classifier
