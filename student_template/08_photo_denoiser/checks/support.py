"""What the checks need beside the answer: image files, batches counted, small models with known weights."""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import sys
import types
from pathlib import Path
from typing import Any, Literal

import keras
import numpy as np
import tensorflow as tf
from PIL import Image


def encoded(image: np.ndarray, kind: str) -> bytes:
    """Return the bytes of a uint8 image as a file of this kind: "PNG", "PNG with palette", "PNG of one bit",
    "PNG of sixteen bits" (of grey), "JPEG" or "JPEG of four inks".

    One channel is grey, two are grey and transparency, three colour, four colour and transparency.
    """
    file = io.BytesIO()
    picture = Image.fromarray(257 * image.astype(np.uint16) if kind == "PNG of sixteen bits" else image)
    if kind == "JPEG of four inks":
        picture = picture.convert("CMYK")
    if kind == "PNG with palette":
        picture = picture.quantize(256)
    if kind == "PNG of one bit":
        picture = picture.convert("1", dither=Image.Dither.NONE)
    picture.save(file, kind.split()[0], **({"quality": 98} if kind.startswith("JPEG") else {}))
    return file.getvalue()


def gather(
    photo_batches, paths, batch_size, height, width, max_strength, seed, count
) -> dict[Literal["problem", "batches", "printed", "changed"], str | bool | list[Any]]:
    """Return the batches that `photo_batches(…)` gives, as they come, until `count` images have come, what it printed, and
    whether a batch was changed after it was given."""
    told = io.StringIO()
    given, batches, images = [], [], 0
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        for batch in _batches(photo_batches(paths, batch_size, height, width, max_strength, seed)):
            if not isinstance(batch, (tuple, list)) or len(batch) != 2:
                return {"problem": "pair", "batches": [], "printed": told.getvalue(), "changed": False}
            pair = tuple(each.numpy() if tf.is_tensor(each) else each for each in batch)
            given += [each for each in pair if isinstance(each, np.ndarray)]
            batches.append(tuple(each.copy() if isinstance(each, np.ndarray) else each for each in pair))
            size = len(pair[1]) if isinstance(pair[1], np.ndarray) and pair[1].ndim else 0
            images += size
            if not size or images >= count or len(batches) > count:
                break
    came = [each for pair in batches for each in pair if isinstance(each, np.ndarray)]
    changed = not all(map(np.array_equal, given, came))
    return {"problem": "", "batches": batches, "printed": told.getvalue(), "changed": changed}


def accepted(photo_batches, *arguments) -> bool:
    """Return whether what `photo_batches(…)` returns is of one of the kinds that `fit` accepts."""
    with contextlib.redirect_stdout(io.StringIO()):
        source = photo_batches(*arguments)
    return isinstance(source, (types.GeneratorType, tf.data.Dataset, keras.utils.PyDataset))


def gather_two(
    photo_batches, paths, batch_size, height, width, max_strength, seed, count
) -> list[list[np.ndarray]]:
    """Return the noisy images of the first `count` batches of two objects made alike, which give them in turn."""
    with contextlib.redirect_stdout(io.StringIO()):
        made = [photo_batches(paths, batch_size, height, width, max_strength, seed) for _ in range(2)]
        turns = itertools.islice(zip(*map(_batches, made)), count)
        pairs = [[np.array(batch[0]) for batch in both] for both in turns]
    return [[pair[which] for pair in pairs] for which in range(2)]


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


def batches(kind, noisy, clean, steps) -> keras.utils.PyDataset:
    """Return the images in `steps` batches as a "generator" without end, a repeated "dataset" or a "pydataset"."""
    pairs = list(zip(np.array_split(noisy, steps), np.array_split(clean, steps)))
    if kind == "pydataset":
        return Counted(pairs)
    if kind == "dataset":
        return tf.data.Dataset.from_tensor_slices((noisy, clean)).batch(len(noisy) // steps).repeat(ROUNDS)
    return _without_end(pairs)


# What should have no end has one after so many rounds, which no training here asks for: an answer that never ends its
# epoch would go on until its time is up, and nobody would be told why.
ROUNDS = 30


def _without_end(pairs):
    for _ in range(ROUNDS):
        yield from pairs


def one_value(start: float) -> keras.Model:
    """Return a 1×1 convolution that answers every image with the value `start`, until it is trained."""
    bias = keras.initializers.Constant(start)
    layer = keras.layers.Conv2D(3, 1, kernel_initializer="zeros", bias_initializer=bias)
    return keras.Sequential([keras.Input((None, None, 3)), layer])


def worn() -> keras.Model:
    """Return a model with a layer that normalises, whose moving mean and variance are 9, as if it had been trained."""
    normalising = keras.layers.BatchNormalization(center=False, scale=False)
    model = keras.Sequential([keras.Input((None, None, 3)), normalising, keras.layers.Conv2D(3, 1)])
    normalising.set_weights([np.full(3, 9, "float32")] * 2)
    return model


def linear(factor: float, offset: float) -> keras.Model:
    """Return a model that turns each value `x` into `factor * x + offset`, not compiled.

    Called as for training, it sets half of the values to 0.
    """
    model = keras.Sequential(
        [keras.Input((None, None, 3)), keras.layers.Conv2D(3, 1), keras.layers.Dropout(0.5)]
    )
    kernel = factor * np.eye(3, dtype="float32").reshape(1, 1, 3, 3)
    model.set_weights([kernel, np.full(3, offset, "float32")])
    return model


def compiled(model) -> keras.Model:
    """Return the model, compiled with SGD and the mean absolute error."""
    model.compile(optimizer="sgd", loss="mae")
    return model


def train(model, noisy, clean, epochs, batch_size) -> None:
    """Train `model` from `noisy` to `clean` with Adam and the mean squared error."""
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="mse")
    model.fit(noisy, clean, epochs=epochs, batch_size=batch_size, verbose=0)


def runs_eagerly(model) -> bool:
    """Return whether a model runs eagerly, layer by layer, in place of a compiled graph."""
    return bool(model.run_eagerly)


class Log:
    """The numbers of the images a Gallery learnt from, step by step."""

    def __init__(self):
        self.steps = []


@keras.saving.register_keras_serializable("autograder_08")
class Gallery(keras.Model):
    """A model with an answer of its own, one value, to each image; an image's first value times 1000 is its number.

    Learning from one image changes the answer to that one alone, so what was learnt, and how often, can be read off.
    """

    def __init__(self, count, **options):
        super().__init__(**options)
        self.count, self.log, self.supports_jit = count, Log(), False
        self.answers = self.add_weight(shape=(count,), initializer="zeros", name="answers")

    def call(self, images, training=False):
        """Return for each image an image that has its answer in every pixel."""
        numbers = tf.cast(tf.round(1000 * images[:, 0, 0, 0]), "int32")
        if training:
            tf.py_function(self._note, [numbers], [])
        answers = tf.linalg.matvec(tf.one_hot(numbers, self.count), self.answers)
        return tf.ones_like(images) * answers[:, None, None, None]

    def _note(self, numbers):
        self.log.steps.append(numbers.numpy().tolist())

    def get_config(self):
        """Return what builds another one."""
        return {"count": self.count, "name": self.name}


def gallery(count) -> keras.Model:
    """Return a Gallery of `count` images, not compiled, its answers spread evenly from 0.3 to 0.7."""
    model = Gallery(count)
    model(np.zeros((1, 2, 2, 3), "float32"))
    model.set_weights([np.linspace(0.3, 0.7, count).astype("float32")])
    return model


@keras.saving.register_keras_serializable("autograder_08")
class Wrapped(keras.Model):
    """A model around a Gallery, which is asked through it."""

    def __init__(self, inner, **options):
        super().__init__(**options)
        self.inner, self.supports_jit = inner, False

    def call(self, images, training=False):
        """Return what the Gallery answers."""
        return self.inner(images, training=training)

    def get_config(self):
        """Return what builds another one."""
        return {"inner": keras.saving.serialize_keras_object(self.inner), "name": self.name}

    @classmethod
    def from_config(cls, config):
        """Return another one."""
        return cls(keras.saving.deserialize_keras_object(config.pop("inner")), **config)


def wrapped(model) -> keras.Model:
    """Return a model that asks a Gallery, and was never called so far."""
    return Wrapped(model)


def steps_seen(model) -> list[list[int]]:
    """Return the numbers of the images that a Gallery learnt from, step by step."""
    return [list(step) for step in getattr(model, "inner", model).log.steps]


def numbered_batches(kind, noisy, clean, sizes) -> object:
    """Return the pairs in their order, in batches of these sizes (a "dataset": of the first of them), as `batches` does."""
    cuts = np.cumsum(sizes)[:-1]
    pairs = list(zip(np.split(noisy, cuts), np.split(clean, cuts)))
    if kind == "pydataset":
        return Counted(pairs)
    if kind == "dataset":
        return tf.data.Dataset.from_tensor_slices((noisy, clean)).batch(sizes[0]).repeat(ROUNDS)
    return _without_end(pairs)


def steps_made(model) -> int:
    """Return how many steps the optimiser has made that the model is compiled with, 0 where it has none."""
    return int(model.optimizer.iterations) if getattr(model, "optimizer", None) is not None else 0


def with_path(function, path, *arguments) -> Any:
    """Return what `function` returns for a `Path`, a list of them as texts; what crosses is always a `str`."""
    found = function(Path(path), *arguments)
    return [str(each) for each in found] if isinstance(found, list) else found


def before_and_after(list_photos, folder, name) -> list[int]:
    """Return how many photos there are in `folder`, how many when a file has been added, and how many files were opened;
    and how many there are twice, where the folder is told from the one that holds it."""
    opened, watched = [], True
    os.environ["ALBUM"], here = "elsewhere", os.getcwd()

    def note(event, arguments):
        if watched and event == "open" and str(arguments[0]).endswith(Path(name).suffix):
            opened.append(arguments[0])

    sys.addaudithook(note)
    before = len(list_photos(folder))
    watched = False
    (Path(folder) / name).write_bytes(b"")
    watched = True
    after = len(list_photos(folder))
    watched = False
    relative = []
    os.chdir(Path(folder).parent)
    for _ in range(2):
        try:
            relative.append(len(list_photos(Path(folder).name)))
        except OSError:
            relative.append(-1)
    os.chdir(here)
    return [before, after, len(opened), *relative]


class Salted(str):
    """A text whose hash depends on a salt, as that of every text depends on the process it is in."""

    def __new__(cls, text, salt):
        """Return the text with its salt."""
        made = super().__new__(cls, text)
        made.salt = salt
        return made

    def __eq__(self, other):
        """Return whether the texts are the same."""
        return str.__eq__(self, other)

    def __hash__(self):
        """Return a number that another salt makes another one."""
        return hash((str.__hash__(self), self.salt))


def split_often(split_photos, paths, count) -> list[list[int]]:
    """Return how often each path came into the first, second and third list with the seeds 0 … count - 1, and, alone in
    a fourth list, in how many ways the paths were shared out."""
    tallies, ways = [[0] * len(paths) for _ in range(3)], set()
    numbers = {path: number for number, path in enumerate(paths)}
    for seed in range(count):
        lists = split_photos(list(paths), seed)
        for tally, each in zip(tallies, lists):
            for path in set(each) & set(numbers):
                tally[numbers[path]] += 1
        ways.add(tuple(map(frozenset, lists)))
    return [*tallies, [len(ways)]]


def split_elsewhere(split_photos, paths, seed, salt) -> list[list[str]]:
    """Return the lists as another process might give them, started in another folder."""
    with _another_hash(split_photos, salt), contextlib.chdir(os.sep if salt > 1 else os.curdir):
        lists = split_photos([Salted(path, salt) for path in paths], seed)
    return [[str(path) for path in each] for each in lists]


def gather_elsewhere(
    photo_batches, salt, paths, *arguments
) -> dict[Literal["problem", "batches", "printed", "changed"], str | bool | list[Any]]:
    """Return what `gather` does, as it might be in another process."""
    with _another_hash(photo_batches, salt):
        return gather(photo_batches, [Salted(path, salt) for path in paths], *arguments)


@contextlib.contextmanager
def _another_hash(function, salt):
    """Let `hash`, where the answer calls it, say of texts and of what holds them what it might say in another process."""
    names = getattr(function, "__globals__", {})
    before = {name: names[name] for name in ("hash",) if name in names}

    def of_a_text(value):
        within = isinstance(value, (tuple, frozenset)) and any(map(of_a_text, value))
        return within or isinstance(value, (str, bytes))

    names["hash"] = lambda value: hash((hash(value), salt)) if of_a_text(value) else hash(value)
    try:
        yield
    finally:
        names.pop("hash")
        names.update(before)


def still_gives(photo_batches, paths, batch_size, height, width, max_strength, seed, count) -> bool:
    """Return whether what `photo_batches(…)` returns gives `count` batches, if it is a generator or its like; what can be
    gone through again need not."""
    with contextlib.redirect_stdout(io.StringIO()):
        source = photo_batches(paths, batch_size, height, width, max_strength, seed)
        if not hasattr(source, "__next__"):
            return True
        return sum(1 for _ in itertools.islice(source, count)) == count
