"""What the checks need beside the answer: image files, batches counted, small models with known weights."""

from __future__ import annotations

import contextlib
import io

import keras
import numpy as np
import tensorflow as tf
from PIL import Image


def encoded(image: np.ndarray, kind: str) -> bytes:
    """Return the bytes of a uint8 image (grey or colour) as a file of this kind: "PNG" or "JPEG"."""
    file = io.BytesIO()
    Image.fromarray(image).save(file, kind, **({"quality": 98} if kind == "JPEG" else {}))
    return file.getvalue()


def gather(photo_batches, paths, batch_size, height, width, max_strength, seed, count) -> dict:
    """Return the batches that `photo_batches(…)` gives, until `count` images have come, and what it printed."""
    told = io.StringIO()
    batches, images = [], 0
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        for batch in _batches(photo_batches(paths, batch_size, height, width, max_strength, seed)):
            if not isinstance(batch, (tuple, list)) or len(batch) != 2:
                return {"problem": "pair", "batches": [], "printed": told.getvalue()}
            pair = tuple(each.numpy() if tf.is_tensor(each) else each for each in batch)
            batches.append(pair)
            size = len(pair[1]) if isinstance(pair[1], np.ndarray) and pair[1].ndim else 0
            images += size
            if not size or images >= count or len(batches) > count:
                break
    return {"problem": "", "batches": batches, "printed": told.getvalue()}


def _batches(source):
    """Yield the batches of a generator, a tf.data.Dataset or a PyDataset, epoch after epoch."""
    if hasattr(source, "__getitem__") and hasattr(source, "__len__"):
        while len(source):
            for index in range(len(source)):
                yield source[index]
            if hasattr(source, "on_epoch_end"):
                source.on_epoch_end()
    while True:
        given = False
        for batch in source:
            given = True
            yield batch
        if not given:
            return


class Counted(keras.utils.PyDataset):
    """The pairs of a list, as a PyDataset."""

    def __init__(self, pairs):
        super().__init__()
        self.pairs = pairs

    def __len__(self):
        return len(self.pairs)

    def __getitem__(self, index):
        return self.pairs[index]


def batches(kind, noisy, clean, steps):
    """Return the images in `steps` batches as a "generator" without end, a repeated "dataset" or a "pydataset"."""
    pairs = list(zip(np.array_split(noisy, steps), np.array_split(clean, steps)))
    if kind == "pydataset":
        return Counted(pairs)
    if kind == "dataset":
        return tf.data.Dataset.from_tensor_slices((noisy, clean)).batch(len(noisy) // steps).repeat()
    return _without_end(pairs)


def _without_end(pairs):
    while True:
        yield from pairs


class CountSteps(keras.Model):
    """A model that counts the batches it learns from."""

    def __init__(self, model):
        super().__init__()
        self.model = model
        self.seen = self.add_weight(shape=(), initializer="zeros", trainable=False)

    def call(self, inputs, training=False):
        """Return the inner model's output."""
        if training:
            self.seen.assign_add(1)
        return self.model(inputs)


def counting(model):
    """Return a model like this one that counts the batches it learns from."""
    counted = CountSteps(model)
    counted(np.zeros((1, 4, 4, 3), "float32"))
    return counted


def steps_seen(model) -> int:
    """Return how many batches a counting model has learnt from."""
    return int(model.seen.numpy())


def one_value(start: float) -> keras.Model:
    """Return a 1×1 convolution that answers every image with the value `start`, until it is trained."""
    bias = keras.initializers.Constant(start)
    layer = keras.layers.Conv2D(3, 1, kernel_initializer="zeros", bias_initializer=bias)
    return keras.Sequential([keras.Input((None, None, 3)), layer])


def linear(factor: float, offset: float) -> keras.Model:
    """Return a model that turns each value `x` into `factor * x + offset`, not compiled."""
    model = one_value(0.0)
    kernel = factor * np.eye(3, dtype="float32").reshape(1, 1, 3, 3)
    model.set_weights([kernel, np.full(3, offset, "float32")])
    return model


def train(model, noisy, clean, epochs, batch_size) -> None:
    """Train `model` from `noisy` to `clean` with Adam and the mean squared error."""
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="mse")
    model.fit(noisy, clean, epochs=epochs, batch_size=batch_size, verbose=0)


def optimizer(model: keras.Model) -> tuple | None:
    """Return the optimiser's class and the steps it has taken; None for a model that was not compiled."""
    found = getattr(model, "optimizer", None)
    return None if found is None else (type(found).__name__, int(found.iterations))
