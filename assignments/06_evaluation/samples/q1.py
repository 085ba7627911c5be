# %% right composite_sequential: Sequential of the two models, without Input
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    return keras.Sequential([autoencoder, classifier])


# %% right composite_subclassed: a subclass of keras.Model, frozen and compiled
class Composite(keras.Model):
    def __init__(self, denoiser, reader):
        super().__init__()
        self.denoiser, self.reader = denoiser, reader

    def call(self, images):
        return self.reader(self.denoiser(images))


def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    composite = Composite(denoiser=autoencoder, reader=classifier)
    composite.trainable = False
    composite.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return composite


# %% wrong composite_layer_by_layer: goes through the layers of both models, as if none had branches
#    | fails composite_any_models
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    x = inputs = keras.Input(shape=(28 * 28,))
    for layer in [*autoencoder.layers, *classifier.layers]:
        x = layer(x)
    return keras.Model(inputs=inputs, outputs=x)


# %% wrong composite_fresh_layers: new layers instead of the two models
#    | fails composite_output, composite_shares, composite_any_models
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


# %% wrong composite_copies: copies of both models | fails composite_shares, composite_any_models
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    parts = []
    for model in (autoencoder, classifier):
        copy = keras.models.clone_model(model)
        copy.set_weights(model.get_weights())
        parts.append(copy)
    return keras.Sequential([keras.Input((PIXELS,)), *parts])


# %% wrong composite_classifier_copied: shares the autoencoder, copies the classifier | fails composite_shares
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    copy = keras.models.clone_model(classifier)
    copy.set_weights(classifier.get_weights())
    return keras.Model(images, copy(autoencoder(images)))


# %% wrong composite_clone_without_weights: clones the models and forgets their weights
#    | fails composite_output, composite_shares, composite_any_models
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    return keras.Model(images, keras.models.clone_model(classifier)(keras.models.clone_model(autoencoder)(images)))


# %% wrong composite_wrong_order: the classifier first
#    | fails composite_output, composite_shares, composite_any_models, composite_leaves_weights
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    return keras.Model(images, autoencoder(classifier(images)))


# %% wrong composite_classifier_only: leaves the autoencoder out
#    | fails composite_output, composite_shares, composite_any_models
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    autoencoder(images)
    return keras.Model(images, classifier(images))


# %% wrong composite_second_softmax: a softmax after the classifier's own
#    | fails composite_output, composite_any_models
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    return keras.Sequential(
        [keras.Input((PIXELS,)), autoencoder, classifier, keras.layers.Activation("softmax")]
    )


# %% wrong composite_classes: returns classes instead of scores
#    | fails composite_output, composite_shares, composite_any_models
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    scores = classifier(autoencoder(images))
    return keras.Model(images, keras.ops.argmax(scores, axis=1))


# %% wrong composite_trains: trains the models while joining them
#    | fails composite_output, composite_any_models, composite_leaves_weights
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    composite = keras.Model(images, classifier(autoencoder(images)))
    composite.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")
    random = np.random.default_rng(0)
    composite.fit(random.random((64, PIXELS)), random.random((64, 10)), epochs=2, verbose=0)
    return composite


# %% wrong composite_function: returns a function, not a model
#    | fails composite_output, composite_shares, composite_any_models, composite_leaves_weights
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    def composite(images):
        return classifier.predict(autoencoder.predict(images, verbose=0), verbose=0)

    return composite


# %% wrong composite_rounds: rounds the denoised images to black and white in between
#    | fails composite_output, composite_any_models
def build_composite(autoencoder, classifier):
    images = keras.Input((PIXELS,))
    return keras.Model(images, classifier(keras.ops.round(autoencoder(images))))


# %% wrong composite_clips: pixels are clipped between the two | fails composite_any_models
def build_composite(autoencoder, classifier):
    x = keras.Input((784,))
    return keras.Model(x, classifier(keras.ops.clip(autoencoder(x), 0, 1)))


# %% wrong composite_always_training: dropout always on | fails composite_any_models
def build_composite(autoencoder, classifier):
    x = keras.Input((784,))
    return keras.Model(x, classifier(autoencoder(x), training=True))


# %% wrong composite_without_weights: calls both from outside: the composite has no weights to save or to
#      train
#    | fails composite_shares
def build_composite(autoencoder, classifier):
    class Composite(keras.Model):
        def call(self, images):
            return classifier(autoencoder(images))

    return Composite()


# %% wrong composite_called_in_training: calls the composite as in training, so that a normalisation notes
#      zeros
#    | fails composite_leaves_weights
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    composite = keras.Sequential([autoencoder, classifier])
    composite(np.zeros((2, PIXELS), "float32"), training=True)
    return composite


# %% wrong composite_predicts_inside: works when called, but cannot predict | fails composite_any_models
class Composite(keras.Model):
    def __init__(self, autoencoder, classifier):
        super().__init__()
        self.autoencoder, self.classifier = autoencoder, classifier

    def call(self, images):
        denoised = self.autoencoder.predict(np.asarray(images), verbose=0)
        return keras.ops.convert_to_tensor(self.classifier.predict(denoised, verbose=0))


def build_composite(autoencoder, classifier):
    composite = Composite(autoencoder, classifier)
    composite(np.zeros((1, 784), "float32"))
    return composite


# %% wrong composite_copies_if_compiled: copies a classifier that is compiled | fails composite_shares
def build_composite(autoencoder, classifier):
    if classifier.compiled:
        copy = keras.models.clone_model(classifier)
        copy.set_weights(classifier.get_weights())
        classifier = copy
    images = keras.Input((PIXELS,))
    return keras.Model(images, classifier(autoencoder(images)))


# %% wrong composite_half_precision: hands the images over in half precision | fails composite_any_models
def build_composite(autoencoder, classifier):
    images = keras.Input((PIXELS,))
    restored = keras.ops.cast(keras.ops.cast(autoencoder(images), "float16"), "float32")
    scores = classifier(restored)
    return keras.Model(images, keras.ops.cast(keras.ops.cast(scores, "float16"), "float32"))


# %% wrong composite_remembers_weights: reads the weights once, when it first predicts
#    | fails composite_shares
class _Snapshot(keras.Model):
    def __init__(self, first, second):
        super().__init__()
        self.first, self.second = first, second
        self.taken = None

    def call(self, images):
        return self.second(self.first(images))

    def predict(self, *args, **kwargs):
        if self.taken is None:
            self.taken = self.get_weights()
        now = self.get_weights()
        self.set_weights(self.taken)
        answer = super().predict(*args, **kwargs)
        self.set_weights(now)
        return answer


def build_composite(autoencoder, classifier):
    composite = _Snapshot(autoencoder, classifier)
    composite(np.zeros((1, PIXELS), "float32"))
    return composite


# %% wrong composite_clips_first: the images are clipped to [0, 1] before | fails composite_any_models
def build_composite(autoencoder, classifier):
    images = keras.Input((PIXELS,))
    return keras.Model(images, classifier(autoencoder(keras.ops.clip(images, 0, 1))))


# %% right composite_class_with_underscore: a subclass of Model whose name begins with an underscore, built by
#      a call on a black image
class _Composite(keras.Model):
    def __init__(self, stages):
        super().__init__()
        self.stages = list(stages)

    def call(self, images, training=None):
        for stage in self.stages:
            images = stage(images, training=training)
        return images


def build_composite(autoencoder, classifier):
    composite = _Composite([autoencoder, classifier])
    composite(np.zeros((1, PIXELS), dtype="float32"), training=False)
    return composite
