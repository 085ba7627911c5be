"""Small models beside the answer: with known weights, noting what they are trained on, or altering images visibly."""

import math
from pathlib import Path

import keras
import numpy as np
from keras import layers


class Recorder(keras.Model):
    """A model that notes the images and labels each call of `fit` gives it."""

    def fit(
        self,
        x=None,
        y=None,
        batch_size=None,
        epochs=1,
        verbose="auto",
        callbacks=None,
        validation_split=0.0,
        validation_data=None,
        **options,
    ):
        images, labels = np.asarray(x), np.asarray(y)
        if validation_data is None:  # validation_split takes the last images
            cut = math.floor(len(images) * (1 - validation_split))
            parts = [(images[:cut], labels[:cut]), (images[cut:], labels[cut:])]
        else:
            parts = [(images, labels), (np.asarray(validation_data[0]), np.asarray(validation_data[1]))]
        self.seen = [*getattr(self, "seen", []), parts]
        self.batch_sizes = [*getattr(self, "batch_sizes", []), batch_size]
        return super().fit(
            x,
            y,
            batch_size=batch_size,
            epochs=epochs,
            verbose=verbose,
            callbacks=callbacks,
            validation_split=validation_split,
            validation_data=validation_data,
            **options,
        )


def recorder():
    """Return a small compiled model that notes what it is trained on."""
    images = keras.Input((28, 28, 1))
    hidden = layers.Dense(16, activation="relu")(layers.Flatten()(images))
    return _compiled(Recorder(images, layers.Dense(10, activation="softmax")(hidden)))


def seen(model):
    """Return, for each call of fit, (images, labels) to train with and (images, labels) to validate with."""
    return [
        [(images.reshape(len(images), math.prod(images.shape[1:]))[:, 0], labels) for images, labels in parts]
        for parts in getattr(model, "seen", [])
    ]


def batch_sizes(model):
    """Return the batch size that each call of fit was given."""
    return list(getattr(model, "batch_sizes", []))


def linear_model(weights, biases, dropout=0.0):
    """Return a compiled model: softmax(pixels @ weights + biases), with dropout that must stay off at inference."""
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Dropout(dropout, seed=1),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.layers[-1].set_weights([np.asarray(weights), np.asarray(biases)])
    return _compiled(model)


def altering():
    """Return a model that shifts images far while training."""
    return keras.Sequential([keras.Input((28, 28, 1)), layers.RandomTranslation(0.3, 0.3, seed=1)])


def save(model, folder):
    path = str(Path(folder, "tried.keras"))
    keras.Model(model.inputs, model.outputs).save(
        path
    )  # not compiled: Keras warns of an optimiser never used
    return path


def _compiled(model):
    # Eagerly: for a handful of steps, tracing would take longer than computing.
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    return model
