"""What the checks need beside the answer: networks with given starting weights, and the course's training."""

import keras
import numpy as np
from keras import layers

EPOCHS, BATCH = 5, 50


def network(seed: int, hidden: tuple = (256, 256), classes: int = 10) -> keras.Model:
    """Return a dense classifier, not compiled, whose starting weights follow from `seed` alone."""

    def dense(units, activation, number):
        start = keras.initializers.GlorotUniform(seed=100 * seed + number)
        return layers.Dense(units, activation=activation, kernel_initializer=start)

    return keras.Sequential(
        [
            keras.Input((784,)),
            *(dense(units, "relu", number) for number, units in enumerate(hidden)),
            dense(classes, "softmax", len(hidden)),
        ]
    )


def small_network(seed: int) -> keras.Model:
    """Return a small compiled classifier for trainings of a few steps."""
    model = network(seed, hidden=(24,))
    # Below some twenty steps, not tracing a graph is faster.
    return _compiled(model, run_eagerly=True)


def compiled_network(seed: int) -> keras.Model:
    """Return the course's network, compiled."""
    return _compiled(network(seed))


def blended_network(seed: int, classes: int) -> keras.Model:
    """Return a classifier, not compiled, whose probabilities are a blend of two softmax layers.

    Keras looks for a softmax at the very end of a model and mends a loss that expects logits there. Here nothing is
    mended: a loss for logits gives what such a loss gives for probabilities.
    """
    images = keras.Input((784,))
    first, second = network(seed, (16,), classes), network(seed + 1, (16,), classes)
    return keras.Model(images, layers.Average()([first(images), second(images)]))


def dropout_network(seed: int) -> keras.Model:
    """Return a compiled classifier with dropout whose answers are far from even."""
    images = keras.Input((784,))
    start = keras.initializers.RandomNormal(stddev=0.3, seed=seed)
    hidden = layers.Dropout(0.5)(layers.Dense(32, "relu", kernel_initializer=start)(images))
    start = keras.initializers.RandomNormal(stddev=0.15, seed=seed + 1)
    return _compiled(keras.Model(images, layers.Dense(10, "softmax", kernel_initializer=start)(hidden)))


def train(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> None:
    """Train a network, compiled or not, as the course does."""
    _compiled(model)
    model.fit(images, labels, epochs=EPOCHS, batch_size=BATCH, verbose=0)


def train_as_compiled(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> None:
    """Train a network with the optimizer and the loss it was compiled with."""
    model.fit(images, labels, epochs=EPOCHS, batch_size=BATCH, verbose=0)


def shift(model: keras.Model, amount: float) -> None:
    """Add `amount` to every weight of the model."""
    model.set_weights([weight + amount for weight in model.get_weights()])


def steps(model: keras.Model) -> int:
    """Return how many steps the model's optimizer has made."""
    return int(model.optimizer.iterations.numpy())


def seed_globally(seed: int) -> None:
    """Give Python's, NumPy's and TensorFlow's global generators another seed, which an answer must not depend on."""
    keras.utils.set_random_seed(seed)


def _compiled(model: keras.Model, run_eagerly: bool = False) -> keras.Model:
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=run_eagerly)
    return model
