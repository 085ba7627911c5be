# %% right augmentation_functional: multiplies matrices, shears by 0.3 degrees, in another order
import keras
from keras import ops


class Warp(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.generator = keras.random.SeedGenerator(10 * seed + 1)

    def call(self, images, training=None):
        if not training:
            return images
        number = ops.shape(images)[0]
        drawn = keras.random.uniform((6, number), -1.0, 1.0, seed=self.generator)
        angle, slant = 8 * 3.14159265 / 180 * drawn[0], 0.0052 * drawn[1]
        none, one = ops.zeros_like(angle), ops.ones_like(angle)

        def matrices(*rows):
            return ops.stack([ops.stack(row, axis=1) for row in (*rows, (none, none, one))], axis=1)

        middle = matrices((one, none, 13.5 * one), (none, one, 13.5 * one))
        back = matrices((one, none, -13.5 * one), (none, one, -13.5 * one))
        zoom = matrices((1 + 0.08 * drawn[2], none, none), (none, 1 + 0.08 * drawn[3], none))
        shear = matrices((one, slant, none), (none, one, none))
        turn = matrices((ops.cos(angle), -ops.sin(angle), none), (ops.sin(angle), ops.cos(angle), none))
        shift = matrices((one, none, 2.24 * drawn[4]), (none, one, 2.24 * drawn[5]))
        whole = middle @ shift @ zoom @ shear @ turn @ back
        return ops.image.affine_transform(images, ops.reshape(whole, (-1, 9))[:, :8], fill_mode="nearest")


def augmentation(seed=13):
    images = keras.Input((28, 28, 1))
    return keras.Model(images, Warp(seed)(images))


# %% right augmentation_own_layer: zooms width and height alike, and does not shear
import math

import keras
from keras import ops


class Altered(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.random = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images

        def drawn(limit):
            return keras.random.uniform((ops.shape(images)[0],), -limit, limit, seed=self.random)

        angle, zoom = drawn(8 * math.pi / 180), 1 + drawn(0.08)
        right, down = drawn(0.08 * 28), drawn(0.08 * 28)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Altered(seed)])


# %% right whole_sequential: puts the two into a Sequential
import keras


def with_augmentation(model, altering):
    whole = keras.models.Sequential()
    whole.add(keras.layers.InputLayer(shape=(28, 28, 1)))
    whole.add(altering)
    whole.add(model)
    whole.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% right whole_subclassed: is a subclass of keras.Model
import keras


class Whole(keras.Model):
    def __init__(self, model, altering):
        super().__init__()
        self.model, self.altering = model, altering

    def call(self, images, training=False):
        if training:
            images = self.altering(images, training=True)
        return self.model(images, training=training)


def with_augmentation(model, altering):
    whole = Whole(model, altering)
    whole.compile(
        keras.optimizers.Adam(), keras.losses.CategoricalCrossentropy(), metrics=["categorical_accuracy"]
    )
    return whole


# %% right augmentation_tensorflow: calls the operation of TensorFlow itself
import math

import keras
import tensorflow as tf


class Moved(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.seeds = [keras.random.SeedGenerator(7 * seed + place) for place in range(4)]

    def call(self, images, training=False):
        return self.moved(images) if training else images

    def moved(self, images):
        limits = math.radians(8), 0.08, 2.24, 2.24
        count = tf.shape(images)[:1]
        angle, nearer, x, y = (
            keras.random.uniform(count, -limit, limit, seed=seed) for limit, seed in zip(limits, self.seeds)
        )
        a, b = (1 + nearer) * tf.cos(angle), (1 + nearer) * tf.sin(angle)
        none = tf.zeros_like(a)
        rows = [a, -b, x + 13.5 * (1 - a + b), b, a, y + 13.5 * (1 - a - b), none, none]
        return tf.raw_ops.ImageProjectiveTransformV3(
            images=images, transforms=tf.stack(rows, 1), output_shape=[28, 28], interpolation="BILINEAR",
            fill_mode="NEAREST", fill_value=0.0,
        )  # fmt: skip


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Moved(seed)])


# %% wrong half_turn_factor: divides the degrees by 180 and forgets pi | fails rotation
import keras
from keras import ops


class Altered(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.random = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images

        def drawn(limit):
            return keras.random.uniform((ops.shape(images)[0],), -limit, limit, seed=self.random)

        angle, zoom = drawn(8 / 180), 1 + drawn(0.08)
        right, down = drawn(0.08 * 28), drawn(0.08 * 28)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Altered(seed)])


# %% wrong far_shift: shifts by up to 0.2 up and down | fails shift
import math

import keras
from keras import ops


class Altered(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.random = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images

        def drawn(limit):
            return keras.random.uniform((ops.shape(images)[0],), -limit, limit, seed=self.random)

        angle, zoom = drawn(8 * math.pi / 180), 1 + drawn(0.08)
        right, down = drawn(0.08 * 28), drawn(0.2 * 28)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Altered(seed)])


# %% wrong no_zoom: leaves out the zoom | fails zoom
import math

import keras
from keras import ops


class Altered(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.random = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images

        def drawn(limit):
            return keras.random.uniform((ops.shape(images)[0],), -limit, limit, seed=self.random)

        angle = drawn(8 * math.pi / 180)
        right, down = drawn(0.08 * 28), drawn(0.08 * 28)
        a, b = ops.cos(angle), -ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Altered(seed)])


# %% wrong always_altering: alters at inference, too | fails same_at_inference
import math

import keras
from keras import ops


class Altered(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.random = keras.random.SeedGenerator(seed)

    def call(self, images):
        def drawn(limit):
            return keras.random.uniform((ops.shape(images)[0],), -limit, limit, seed=self.random)

        angle, zoom = drawn(8 * math.pi / 180), 1 + drawn(0.08)
        right, down = drawn(0.08 * 28), drawn(0.08 * 28)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Altered(seed)])


# %% wrong never_altering: leaves the images alone in training, too
#    | fails altered_in_training, altered_differently, rotation, shift, zoom, interpolated_once,
#      altered_by_seed
import keras
from keras import layers


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), layers.Identity()])


# %% wrong seed_ignored: ignores the seed | fails altered_by_seed
import math

import keras
from keras import ops


class Altered(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.random = keras.random.SeedGenerator(13)

    def call(self, images, training=False):
        if not training:
            return images

        def drawn(limit):
            return keras.random.uniform((ops.shape(images)[0],), -limit, limit, seed=self.random)

        angle, zoom = drawn(8 * math.pi / 180), 1 + drawn(0.08)
        right, down = drawn(0.08 * 28), drawn(0.08 * 28)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Altered(seed)])


# %% wrong altered_at_inference: fixes training=True for the alteration
#    | fails whole_same_at_inference, whole_trains_the_model
import keras


class Whole(keras.Model):
    def __init__(self, model, altering):
        super().__init__()
        self.model, self.altering = model, altering

    def call(self, images, training=False):
        return self.model(self.altering(images, training=True), training=training)


def with_augmentation(model, altering):
    whole = Whole(model, altering)
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong alteration_forgotten: leaves the alteration out | fails whole_alters
import keras


def with_augmentation(model, altering):
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, model(images))
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong model_copied: puts a copy of the model behind the alteration | fails whole_trains_the_model
import keras


def with_augmentation(model, altering):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, copy(altering(images)))
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong whole_regression: compiles for a regression | fails whole_compiled
import keras


def with_augmentation(model, altering):
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, model(altering(images)))
    whole.compile("adam", "mse", metrics=["mae"])
    return whole


# %% wrong borders_reflected: lets the image be reflected where it has moved away | fails edges_repeated
import math

import keras
from keras import ops


class Altered(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.random = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images

        def drawn(limit):
            return keras.random.uniform((ops.shape(images)[0],), -limit, limit, seed=self.random)

        angle, zoom = drawn(8 * math.pi / 180), 1 + drawn(0.08)
        right, down = drawn(0.08 * 28), drawn(0.08 * 28)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="reflect")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Altered(seed)])


# %% wrong sheared: shears by up to 0.3 of the size in place of 0.3 degrees | fails shear
import math

import keras
from keras import ops


class Altered(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.random = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images

        def drawn(limit):
            return keras.random.uniform((ops.shape(images)[0],), -limit, limit, seed=self.random)

        angle, zoom = drawn(8 * math.pi / 180), 1 + drawn(0.08)
        right, down = drawn(0.08 * 28), drawn(0.08 * 28)
        slant = drawn(0.3)
        a, d = zoom * ops.cos(angle), zoom * ops.sin(angle)
        b, e = slant * a - d, slant * d + a
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (d + e) + down
        maps = ops.stack([a, b, c, d, e, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Altered(seed)])


# %% wrong nearest_pixel: takes the nearest pixel instead of interpolating | fails interpolated_once
import math

import keras
from keras import ops


class Altered(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.random = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images

        def drawn(limit):
            return keras.random.uniform((ops.shape(images)[0],), -limit, limit, seed=self.random)

        angle, zoom = drawn(8 * math.pi / 180), 1 + drawn(0.08)
        right, down = drawn(0.08 * 28), drawn(0.08 * 28)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="nearest", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Altered(seed)])
