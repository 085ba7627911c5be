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


# %% right aug_subclass: a subclassed model, own flow
import keras
import math
from keras import ops


class Altering(keras.Model):
    def __init__(self, seed):
        super().__init__()
        self.source = keras.random.SeedGenerator(seed)

    def call(self, images, training=None):
        if not training:
            return images
        n = ops.shape(images)[0]
        u = keras.random.uniform((n, 5), -1.0, 1.0, seed=self.source)
        t = u[:, 0] * (8 * math.pi / 180)
        z = 1 + 0.08 * u[:, 1]
        a, b = ops.cos(t) * z, -ops.sin(t) * z
        d, e = -b, a
        c = 13.5 - 13.5 * (a + b) + u[:, 2] * 0.08 * 28
        f = 13.5 - 13.5 * (d + e) + u[:, 3] * 0.08 * 28
        o = ops.zeros((n,))
        return ops.image.affine_transform(images, ops.stack([a, b, c, d, e, f, o, o], 1), fill_mode="nearest")


def augmentation(seed=13):
    return Altering(seed)


# %% right aug_zoom_first: zooms first, turns, shifts at the end; the middle counted as 14
import keras
import math
from keras import layers, ops


def augmentation(seed=13):
    source = keras.random.SeedGenerator(seed)

    class Moves(layers.Layer):
        def call(self, images, training=None):
            if not training:
                return images
            n = ops.shape(images)[0]
            t = keras.random.uniform((n,), -math.radians(8), math.radians(8), seed=source)
            w = 1 / keras.random.uniform((n,), 0.92, 1.08, seed=source)
            h = 1 / keras.random.uniform((n,), 0.92, 1.08, seed=source)
            x = keras.random.uniform((n,), -2.24, 2.24, seed=source)
            y = keras.random.uniform((n,), -2.24, 2.24, seed=source)
            a, b, d, e = w * ops.cos(t), -w * ops.sin(t), h * ops.sin(t), h * ops.cos(t)
            o = ops.zeros((n,))
            c, f = 14 - a * (14 - x) - b * (14 - y), 14 - d * (14 - x) - e * (14 - y)
            maps = ops.stack([a, b, c, d, e, f, o, o], axis=-1)
            return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")

    layer = Moves()
    layer.source = source
    return keras.Sequential([keras.Input((28, 28, 1)), layer])


# %% wrong aug_right_only: shifts to one side only | fails shift
import keras
import math
from keras import layers, ops


def augmentation(seed: int = 13) -> keras.Model:

    class RandomAffine(layers.Layer):
        def __init__(self):
            super().__init__()
            self.random = keras.random.SeedGenerator(seed)

        def call(self, images, training=False):
            if not training:
                return images

            def drawn(low: float, high: float):  # one number for each image
                return keras.random.uniform((ops.shape(images)[0],), low, high, seed=self.random)

            angle, shear = drawn(-8, 8) * math.pi / 180, drawn(-0.3, 0.3) * math.pi / 180
            right, down = drawn(0, 0.08) * 28, drawn(-0.08, 0.08) * 28
            wide, high = drawn(0.92, 1.08), drawn(0.92, 1.08)
            # The product turn · shift · shear · zoom, written out: (x, y) comes from (a x + b y + c, d x + e y + f),
            # where both are counted from the middle of the image.
            a, b = wide * ops.cos(angle), -high * ops.sin(angle + shear)
            d, e = wide * ops.sin(angle), high * ops.cos(angle + shear)
            c = right * ops.cos(angle) - down * ops.sin(angle)
            f = right * ops.sin(angle) + down * ops.cos(angle)
            # Keras counts from the corner; the middle is at 13.5.
            c, f = c + 13.5 * (1 - a - b), f + 13.5 * (1 - d - e)
            none = ops.zeros_like(a)
            maps = ops.stack([a, b, c, d, e, f, none, none], axis=1)
            return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")

    return keras.Sequential([keras.Input((28, 28, 1)), RandomAffine()], name="augmentation")


# %% wrong aug_zoom_out_only: never enlarges | fails zoom
import keras
import math
from keras import layers, ops


def augmentation(seed: int = 13) -> keras.Model:

    class RandomAffine(layers.Layer):
        def __init__(self):
            super().__init__()
            self.random = keras.random.SeedGenerator(seed)

        def call(self, images, training=False):
            if not training:
                return images

            def drawn(low: float, high: float):  # one number for each image
                return keras.random.uniform((ops.shape(images)[0],), low, high, seed=self.random)

            angle, shear = drawn(-8, 8) * math.pi / 180, drawn(-0.3, 0.3) * math.pi / 180
            right, down = drawn(-0.08, 0.08) * 28, drawn(-0.08, 0.08) * 28
            wide, high = drawn(1.0, 1.08), drawn(1.0, 1.08)
            # The product turn · shift · shear · zoom, written out: (x, y) comes from (a x + b y + c, d x + e y + f),
            # where both are counted from the middle of the image.
            a, b = wide * ops.cos(angle), -high * ops.sin(angle + shear)
            d, e = wide * ops.sin(angle), high * ops.cos(angle + shear)
            c = right * ops.cos(angle) - down * ops.sin(angle)
            f = right * ops.sin(angle) + down * ops.cos(angle)
            # Keras counts from the corner; the middle is at 13.5.
            c, f = c + 13.5 * (1 - a - b), f + 13.5 * (1 - d - e)
            none = ops.zeros_like(a)
            maps = ops.stack([a, b, c, d, e, f, none, none], axis=1)
            return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")

    return keras.Sequential([keras.Input((28, 28, 1)), RandomAffine()], name="augmentation")


# %% wrong aug_zoom_half: only half the zoom | fails zoom
import keras
import math
from keras import layers, ops


def augmentation(seed: int = 13) -> keras.Model:

    class RandomAffine(layers.Layer):
        def __init__(self):
            super().__init__()
            self.random = keras.random.SeedGenerator(seed)

        def call(self, images, training=False):
            if not training:
                return images

            def drawn(low: float, high: float):  # one number for each image
                return keras.random.uniform((ops.shape(images)[0],), low, high, seed=self.random)

            angle, shear = drawn(-8, 8) * math.pi / 180, drawn(-0.3, 0.3) * math.pi / 180
            right, down = drawn(-0.08, 0.08) * 28, drawn(-0.08, 0.08) * 28
            wide, high = drawn(0.96, 1.04), drawn(0.96, 1.04)
            # The product turn · shift · shear · zoom, written out: (x, y) comes from (a x + b y + c, d x + e y + f),
            # where both are counted from the middle of the image.
            a, b = wide * ops.cos(angle), -high * ops.sin(angle + shear)
            d, e = wide * ops.sin(angle), high * ops.cos(angle + shear)
            c = right * ops.cos(angle) - down * ops.sin(angle)
            f = right * ops.sin(angle) + down * ops.cos(angle)
            # Keras counts from the corner; the middle is at 13.5.
            c, f = c + 13.5 * (1 - a - b), f + 13.5 * (1 - d - e)
            none = ops.zeros_like(a)
            maps = ops.stack([a, b, c, d, e, f, none, none], axis=1)
            return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")

    return keras.Sequential([keras.Input((28, 28, 1)), RandomAffine()], name="augmentation")


# %% wrong aug_zoom_10: 10 percent | fails zoom
import keras
import math
from keras import layers, ops


def augmentation(seed: int = 13) -> keras.Model:

    class RandomAffine(layers.Layer):
        def __init__(self):
            super().__init__()
            self.random = keras.random.SeedGenerator(seed)

        def call(self, images, training=False):
            if not training:
                return images

            def drawn(low: float, high: float):  # one number for each image
                return keras.random.uniform((ops.shape(images)[0],), low, high, seed=self.random)

            angle, shear = drawn(-8, 8) * math.pi / 180, drawn(-0.3, 0.3) * math.pi / 180
            right, down = drawn(-0.08, 0.08) * 28, drawn(-0.08, 0.08) * 28
            wide, high = drawn(0.9, 1.1), drawn(0.9, 1.1)
            # The product turn · shift · shear · zoom, written out: (x, y) comes from (a x + b y + c, d x + e y + f),
            # where both are counted from the middle of the image.
            a, b = wide * ops.cos(angle), -high * ops.sin(angle + shear)
            d, e = wide * ops.sin(angle), high * ops.cos(angle + shear)
            c = right * ops.cos(angle) - down * ops.sin(angle)
            f = right * ops.sin(angle) + down * ops.cos(angle)
            # Keras counts from the corner; the middle is at 13.5.
            c, f = c + 13.5 * (1 - a - b), f + 13.5 * (1 - d - e)
            none = ops.zeros_like(a)
            maps = ops.stack([a, b, c, d, e, f, none, none], axis=1)
            return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")

    return keras.Sequential([keras.Input((28, 28, 1)), RandomAffine()], name="augmentation")


# %% wrong aug_half: alters every second image only | fails altered_differently
import keras
import math
from keras import layers, ops


def augmentation(seed: int = 13) -> keras.Model:

    class RandomAffine(layers.Layer):
        def __init__(self):
            super().__init__()
            self.random = keras.random.SeedGenerator(seed)

        def call(self, images, training=False):
            if not training:
                return images

            def drawn(low: float, high: float):  # one number for each image
                return keras.random.uniform((ops.shape(images)[0],), low, high, seed=self.random)

            angle, shear = drawn(-8, 8) * math.pi / 180, drawn(-0.3, 0.3) * math.pi / 180
            right, down = drawn(-0.08, 0.08) * 28, drawn(-0.08, 0.08) * 28
            wide, high = drawn(0.92, 1.08), drawn(0.92, 1.08)
            # The product turn · shift · shear · zoom, written out: (x, y) comes from (a x + b y + c, d x + e y + f),
            # where both are counted from the middle of the image.
            a, b = wide * ops.cos(angle), -high * ops.sin(angle + shear)
            d, e = wide * ops.sin(angle), high * ops.cos(angle + shear)
            c = right * ops.cos(angle) - down * ops.sin(angle)
            f = right * ops.sin(angle) + down * ops.cos(angle)
            # Keras counts from the corner; the middle is at 13.5.
            c, f = c + 13.5 * (1 - a - b), f + 13.5 * (1 - d - e)
            none = ops.zeros_like(a)
            maps = ops.stack([a, b, c, d, e, f, none, none], axis=1)
            altered = ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")
            chosen = keras.random.uniform((ops.shape(images)[0], 1, 1, 1), seed=self.random) < 0.5
            return ops.where(chosen, altered, images)

    return keras.Sequential([keras.Input((28, 28, 1)), RandomAffine()], name="augmentation")


# %% wrong aug_seed_or: seed 0 counts as none | fails altered_by_seed
import keras
import math
from keras import layers, ops


def augmentation(seed: int = 13) -> keras.Model:

    class RandomAffine(layers.Layer):
        def __init__(self):
            super().__init__()
            self.random = keras.random.SeedGenerator(seed or 13)

        def call(self, images, training=False):
            if not training:
                return images

            def drawn(low: float, high: float):  # one number for each image
                return keras.random.uniform((ops.shape(images)[0],), low, high, seed=self.random)

            angle, shear = drawn(-8, 8) * math.pi / 180, drawn(-0.3, 0.3) * math.pi / 180
            right, down = drawn(-0.08, 0.08) * 28, drawn(-0.08, 0.08) * 28
            wide, high = drawn(0.92, 1.08), drawn(0.92, 1.08)
            # The product turn · shift · shear · zoom, written out: (x, y) comes from (a x + b y + c, d x + e y + f),
            # where both are counted from the middle of the image.
            a, b = wide * ops.cos(angle), -high * ops.sin(angle + shear)
            d, e = wide * ops.sin(angle), high * ops.cos(angle + shear)
            c = right * ops.cos(angle) - down * ops.sin(angle)
            f = right * ops.sin(angle) + down * ops.cos(angle)
            # Keras counts from the corner; the middle is at 13.5.
            c, f = c + 13.5 * (1 - a - b), f + 13.5 * (1 - d - e)
            none = ops.zeros_like(a)
            maps = ops.stack([a, b, c, d, e, f, none, none], axis=1)
            return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")

    return keras.Sequential([keras.Input((28, 28, 1)), RandomAffine()], name="augmentation")


# %% wrong aug_same_shift: same shift to the right and down | fails shift
import keras
import math
from keras import layers, ops


def augmentation(seed: int = 13) -> keras.Model:

    class RandomAffine(layers.Layer):
        def __init__(self):
            super().__init__()
            self.random = keras.random.SeedGenerator(seed)

        def call(self, images, training=False):
            if not training:
                return images

            def drawn(low: float, high: float):  # one number for each image
                return keras.random.uniform((ops.shape(images)[0],), low, high, seed=self.random)

            angle, shear = drawn(-8, 8) * math.pi / 180, drawn(-0.3, 0.3) * math.pi / 180
            right, down = (drawn(-0.08, 0.08) * 28,) * 2
            wide, high = drawn(0.92, 1.08), drawn(0.92, 1.08)
            # The product turn · shift · shear · zoom, written out: (x, y) comes from (a x + b y + c, d x + e y + f),
            # where both are counted from the middle of the image.
            a, b = wide * ops.cos(angle), -high * ops.sin(angle + shear)
            d, e = wide * ops.sin(angle), high * ops.cos(angle + shear)
            c = right * ops.cos(angle) - down * ops.sin(angle)
            f = right * ops.sin(angle) + down * ops.cos(angle)
            # Keras counts from the corner; the middle is at 13.5.
            c, f = c + 13.5 * (1 - a - b), f + 13.5 * (1 - d - e)
            none = ops.zeros_like(a)
            maps = ops.stack([a, b, c, d, e, f, none, none], axis=1)
            return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")

    return keras.Sequential([keras.Input((28, 28, 1)), RandomAffine()], name="augmentation")


# %% wrong aug_brighter: changes the brightness, too | fails altered_in_training
import keras
import math
from keras import layers, ops


def augmentation(seed: int = 13) -> keras.Model:

    class RandomAffine(layers.Layer):
        def __init__(self):
            super().__init__()
            self.random = keras.random.SeedGenerator(seed)

        def call(self, images, training=False):
            if not training:
                return images

            def drawn(low: float, high: float):  # one number for each image
                return keras.random.uniform((ops.shape(images)[0],), low, high, seed=self.random)

            angle, shear = drawn(-8, 8) * math.pi / 180, drawn(-0.3, 0.3) * math.pi / 180
            right, down = drawn(-0.08, 0.08) * 28, drawn(-0.08, 0.08) * 28
            wide, high = drawn(0.92, 1.08), drawn(0.92, 1.08)
            # The product turn · shift · shear · zoom, written out: (x, y) comes from (a x + b y + c, d x + e y + f),
            # where both are counted from the middle of the image.
            a, b = wide * ops.cos(angle), -high * ops.sin(angle + shear)
            d, e = wide * ops.sin(angle), high * ops.cos(angle + shear)
            c = right * ops.cos(angle) - down * ops.sin(angle)
            f = right * ops.sin(angle) + down * ops.cos(angle)
            # Keras counts from the corner; the middle is at 13.5.
            c, f = c + 13.5 * (1 - a - b), f + 13.5 * (1 - d - e)
            none = ops.zeros_like(a)
            maps = ops.stack([a, b, c, d, e, f, none, none], axis=1)
            return ops.image.affine_transform(
                images, maps, interpolation="bilinear", fill_mode="nearest"
            ) * ops.reshape(drawn(0.95, 1.05), (-1, 1, 1, 1))

    return keras.Sequential([keras.Input((28, 28, 1)), RandomAffine()], name="augmentation")


# %% wrong aug_clip_inference: clips at inference | fails same_at_inference
import keras
import math
from keras import layers, ops


def augmentation(seed: int = 13) -> keras.Model:

    class RandomAffine(layers.Layer):
        def __init__(self):
            super().__init__()
            self.random = keras.random.SeedGenerator(seed)

        def call(self, images, training=False):
            if not training:
                return ops.clip(images, 0, 1)

            def drawn(low: float, high: float):  # one number for each image
                return keras.random.uniform((ops.shape(images)[0],), low, high, seed=self.random)

            angle, shear = drawn(-8, 8) * math.pi / 180, drawn(-0.3, 0.3) * math.pi / 180
            right, down = drawn(-0.08, 0.08) * 28, drawn(-0.08, 0.08) * 28
            wide, high = drawn(0.92, 1.08), drawn(0.92, 1.08)
            # The product turn · shift · shear · zoom, written out: (x, y) comes from (a x + b y + c, d x + e y + f),
            # where both are counted from the middle of the image.
            a, b = wide * ops.cos(angle), -high * ops.sin(angle + shear)
            d, e = wide * ops.sin(angle), high * ops.cos(angle + shear)
            c = right * ops.cos(angle) - down * ops.sin(angle)
            f = right * ops.sin(angle) + down * ops.cos(angle)
            # Keras counts from the corner; the middle is at 13.5.
            c, f = c + 13.5 * (1 - a - b), f + 13.5 * (1 - d - e)
            none = ops.zeros_like(a)
            maps = ops.stack([a, b, c, d, e, f, none, none], axis=1)
            return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")

    return keras.Sequential([keras.Input((28, 28, 1)), RandomAffine()], name="augmentation")


# %% wrong wa_freeze: the convolution is frozen | fails whole_trains_the_model
import keras


def with_augmentation(model: keras.Model, altering: keras.Model) -> keras.Model:
    images = keras.Input((28, 28, 1))
    model.layers[0].trainable = False
    whole = keras.Model(images, model(altering(images)))
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong wa_layers: takes the layers of a Sequential | fails whole_trains_the_model
import keras


def with_augmentation(model: keras.Model, altering: keras.Model) -> keras.Model:
    whole = keras.Sequential([keras.Input((28, 28, 1)), altering, *model.layers])
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong wa_subclass_no_dropout: a subclass that fixes training=False for the model inside
#    | fails whole_trains_the_model
import keras


class Whole(keras.Model):
    def __init__(self, altering, model):
        super().__init__()
        self.altering, self.inner = altering, model

    def call(self, images, training=False):
        return self.inner(self.altering(images, training=training), training=False)


def with_augmentation(model, altering):
    whole = Whole(altering, model)
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong last_image_left: leaves the last image of a batch as it is | fails altered_differently
class Alter(layers.Layer):
    def __init__(self, seed, **options):
        super().__init__(**options)
        self.draws = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images
        count = ops.shape(images)[0]

        def drawn(limit):
            return keras.random.uniform((count,), -limit, limit, seed=self.draws)

        angle, right, down = drawn(math.radians(8)), drawn(2.24), drawn(2.24)
        zoom = 1 + drawn(0.08)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        altered = ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")
        last = ops.reshape(ops.arange(count), (-1, 1, 1, 1)) == ops.maximum(count - 1, 1)
        return ops.where(last, images, altered)


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Alter(seed)])


# %% wrong frozen_in_a_graph: numbers come from NumPy, so within fit, traced once, every batch is altered
#      alike
#    | fails altered_differently
class Alter(layers.Layer):
    def __init__(self, seed, **options):
        super().__init__(**options)
        self.draws = np.random.default_rng(seed)

    def call(self, images, training=False):
        if not training:
            return images
        count = ops.shape(images)[0]

        def drawn(limit):
            return keras.random.uniform((count,), -limit, limit, seed=int(self.draws.integers(2**31)))

        angle, right, down = drawn(math.radians(8)), drawn(2.24), drawn(2.24)
        zoom = 1 + drawn(0.08)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Alter(seed)])


# %% wrong stock_of_four: each model has a stock of four draws only, the fifth call alters as the first
#    | fails altered_differently
class Alter(layers.Layer):
    def __init__(self, seed, **options):
        super().__init__(**options)
        self.seed = seed
        self.calls = self.add_weight(shape=(), dtype="int32", initializer="zeros", trainable=False)
        self.draws = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images
        count = ops.shape(images)[0]
        self.calls.assign((self.calls + 1) % 4)
        state = ops.stack([ops.cast(self.calls, self.draws.state.dtype), ops.cast(self.seed, self.draws.state.dtype)])
        self.draws.state.assign(state)

        def drawn(limit):
            return keras.random.uniform((count,), -limit, limit, seed=self.draws)

        angle, right, down = drawn(math.radians(8)), drawn(2.24), drawn(2.24)
        zoom = 1 + drawn(0.08)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Alter(seed)])


# %% wrong neighbouring_seeds: seeds 12 and 13 give the same | fails altered_by_seed
class Alter(layers.Layer):
    def __init__(self, seed, **options):
        super().__init__(**options)
        self.draws = keras.random.SeedGenerator(seed // 2)

    def call(self, images, training=False):
        if not training:
            return images
        count = ops.shape(images)[0]

        def drawn(limit):
            return keras.random.uniform((count,), -limit, limit, seed=self.draws)

        angle, right, down = drawn(math.radians(8)), drawn(2.24), drawn(2.24)
        zoom = 1 + drawn(0.08)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Alter(seed)])


# %% wrong clipped_at_inference: clips at inference, too, far out, to [-4, 4] | fails same_at_inference
class Alter(layers.Layer):
    def __init__(self, seed, **options):
        super().__init__(**options)
        self.draws = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return ops.clip(images, -4.0, 4.0)
        count = ops.shape(images)[0]

        def drawn(limit):
            return keras.random.uniform((count,), -limit, limit, seed=self.draws)

        angle, right, down = drawn(math.radians(8)), drawn(2.24), drawn(2.24)
        zoom = 1 + drawn(0.08)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Alter(seed)])


# %% wrong scaled_in_training: in training, stretches each image so that its brightest pixel is as bright as
#      before
#    | fails altered_in_training, shift, zoom
class Alter(layers.Layer):
    def __init__(self, seed, **options):
        super().__init__(**options)
        self.draws = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images
        count = ops.shape(images)[0]

        def drawn(limit):
            return keras.random.uniform((count,), -limit, limit, seed=self.draws)

        angle, right, down = drawn(math.radians(8)), drawn(2.24), drawn(2.24)
        zoom = 1 + drawn(0.08)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        altered = ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")
        top = ops.max(images, axis=(1, 2, 3), keepdims=True)
        reached = ops.max(altered, axis=(1, 2, 3), keepdims=True)
        return altered * ops.where(reached > 0, top / ops.maximum(reached, 1e-6), 1.0)


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Alter(seed)])


# %% wrong fixed_for_32: quantities for 32 images are drawn and used in turn, so that image 33 is altered as
#      the first
#    | fails altered_differently
class Alter(layers.Layer):
    def __init__(self, seed, **options):
        super().__init__(**options)
        self.draws = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images
        count = 32

        def drawn(limit):
            return keras.random.uniform((count,), -limit, limit, seed=self.draws)

        angle, right, down = drawn(math.radians(8)), drawn(2.24), drawn(2.24)
        zoom = 1 + drawn(0.08)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        maps = ops.take(maps, ops.arange(ops.shape(images)[0]) % 32, axis=0)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Alter(seed)])


# %% wrong layers_in_a_row: its layers are put in a row, which a branched or subclassed one is not
#    | fails whole_trains_the_model
def with_augmentation(model, altering):
    inner = [layer for layer in model.layers if not isinstance(layer, layers.InputLayer)]
    whole = keras.Sequential([keras.Input((28, 28, 1)), altering, *inner])
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong remembered_by_name: wholes are kept by the model’s name, another model of the same name gets the
#      first one’s
#    | fails whole_same_at_inference, whole_alters
_WHOLES = {}



def with_augmentation(model, altering):
    if model.name in _WHOLES:
        return _WHOLES[model.name]
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, model(altering(images)))
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    _WHOLES[model.name] = whole
    return whole


# %% wrong batches_normalised_as_at_inference: its batch normalizations are frozen, their means no longer move
#    | fails whole_trains_the_model
def with_augmentation(model, altering):
    for layer in model.layers:
        if isinstance(layer, layers.BatchNormalization):
            layer.trainable = False
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, model(altering(images)))
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong compiled_as_the_model_is: it takes over the loss the model received has, whatever it is, if it is
#      compiled
#    | fails whole_compiled
def with_augmentation(model, altering):
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, model(altering(images)))
    whole.compile("adam", model.loss if model.compiled else "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong first_layers_frozen: its first layer with weights is frozen when there are more than three of them
#    | fails whole_trains_the_model
def with_augmentation(model, altering):
    weighted = [layer for layer in model.layers if layer.weights]
    if len(weighted) > 3:
        weighted[0].trainable = False
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, model(altering(images)))
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong clipped_between: images are clipped to [-10, 10] before it, at inference too
#    | fails whole_same_at_inference
def with_augmentation(model, altering):
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, model(ops.clip(altering(images), -10.0, 10.0)))
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong three_layers_in_a_row: turns, shifts and zooms by layers in a row, each of which interpolates
#    | fails same_at_inference, edges_repeated, interpolated_once
import keras
from keras import layers


def augmentation(seed=13):
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.RandomRotation(8 / 360, fill_mode="nearest", seed=seed),
            layers.RandomTranslation(0.08, 0.08, fill_mode="nearest", seed=seed + 1),
            layers.RandomZoom(0.08, fill_mode="nearest", seed=seed + 2),
        ]
    )


# %% wrong whole_for_whole_numbers: compiles for labels that are whole numbers
#    | fails whole_trains_the_model, whole_compiled
import keras


def with_augmentation(model, altering):
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, model(altering(images)))
    whole.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong seed_zero_none: takes the seed 0 for none | fails altered_by_seed
class _Moves(layers.Layer):
    """Turns, shifts and zooms each image by amounts of its own, only in training."""

    def __init__(self, seed, **options):
        super().__init__(**options)
        self.draws = keras.random.SeedGenerator(seed or None)

    def amounts(self, count, limit):
        return keras.random.uniform((count,), -limit, limit, seed=self.draws)

    def call(self, images, training=False):
        if not training:
            return images
        count = ops.shape(images)[0]
        angle = self.amounts(count, 8 * math.pi / 180)
        right, down = self.amounts(count, 0.08 * 28), self.amounts(count, 0.08 * 28)
        zoom = 1 + self.amounts(count, 0.08)
        a, b = ops.cos(angle) / zoom, -ops.sin(angle) / zoom
        d, e = ops.sin(angle) / zoom, ops.cos(angle) / zoom
        middle = 13.5
        c = middle - a * (middle + right) - b * (middle + down)
        f = middle - d * (middle + right) - e * (middle + down)
        zero = ops.zeros_like(a)
        maps = ops.stack([a, b, c, d, e, f, zero, zero], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), _Moves(seed)])


# %% wrong zoom_follows_angle: makes the zoom of the angle | fails zoom
class _Moves(layers.Layer):
    """Turns, shifts and zooms each image by amounts of its own, only in training."""

    def __init__(self, seed, **options):
        super().__init__(**options)
        self.draws = keras.random.SeedGenerator(seed)

    def amounts(self, count, limit):
        return keras.random.uniform((count,), -limit, limit, seed=self.draws)

    def call(self, images, training=False):
        if not training:
            return images
        count = ops.shape(images)[0]
        angle = self.amounts(count, 8 * math.pi / 180)
        right, down = self.amounts(count, 0.08 * 28), self.amounts(count, 0.08 * 28)
        zoom = 1 + 0.08 * angle / (8 * math.pi / 180)
        a, b = ops.cos(angle) / zoom, -ops.sin(angle) / zoom
        d, e = ops.sin(angle) / zoom, ops.cos(angle) / zoom
        middle = 13.5
        c = middle - a * (middle + right) - b * (middle + down)
        f = middle - d * (middle + right) - e * (middle + down)
        zero = ops.zeros_like(a)
        maps = ops.stack([a, b, c, d, e, f, zero, zero], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), _Moves(seed)])


# %% wrong altering_always: calls altering with training=True for good | fails whole_same_at_inference
def with_augmentation(model, altering):
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, model(altering(images, training=True)))
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong clipped_in_training: what comes out in training is clipped to [0, 1]: images with other values lose
#      their contrast
#    | fails altered_in_training
class Wobble(layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.draws = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images
        count = ops.shape(images)[0]

        def drawn(limit):
            return keras.random.uniform((count,), -limit, limit, seed=self.draws)

        angle, zoom = drawn(math.radians(8)), 1 + drawn(0.08)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c = 13.5 - 13.5 * (a + b) + drawn(0.08 * 28)
        f = 13.5 - 13.5 * (a - b) + drawn(0.08 * 28)
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        altered = ops.image.affine_transform(
            images, maps, interpolation="bilinear", fill_mode="nearest"
        )
        return ops.clip(altered, 0.0, 1.0)


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Wobble(seed)])


# %% wrong zoom_on_the_diagonal: the zoom multiplies a and e only: 8 degrees and a zoom of 0.92 make a turn of
#      8.7 degrees
#    | fails rotation
class Wobble(layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.draws = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images
        count = ops.shape(images)[0]

        def drawn(limit):
            return keras.random.uniform((count,), -limit, limit, seed=self.draws)

        angle, zoom = drawn(math.radians(8)), 1 + drawn(0.08)
        a, b = zoom * ops.cos(angle), -ops.sin(angle)
        c = 13.5 - 13.5 * (a + b) + drawn(0.08 * 28)
        f = 13.5 - 13.5 * (a - b) + drawn(0.08 * 28)
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(
            images, maps, interpolation="bilinear", fill_mode="nearest"
        )


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Wobble(seed)])


# %% wrong seed_set_for_all: seeds the generators of the whole program when the model is made, and draws from
#      them: what else is drawn before the first batch changes it
#    | fails altered_by_seed
class Wobble(layers.Layer):
    def call(self, images, training=False):
        if not training:
            return images
        count = ops.shape(images)[0]

        def drawn(limit):
            return keras.random.uniform((count,), -limit, limit)

        angle, zoom = drawn(math.radians(8)), 1 + drawn(0.08)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c = 13.5 - 13.5 * (a + b) + drawn(0.08 * 28)
        f = 13.5 - 13.5 * (a - b) + drawn(0.08 * 28)
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(
            images, maps, interpolation="bilinear", fill_mode="nearest"
        )


def augmentation(seed=13):
    keras.utils.set_random_seed(seed)
    return keras.Sequential([keras.Input((28, 28, 1)), Wobble()])


# %% wrong one_adam_for_all_wholes: every whole is compiled with the same Adam: once one has been trained, the
#      next one cannot be
#    | fails whole_compiled
ADAM = keras.optimizers.Adam()


def with_augmentation(model, altering):
    whole = keras.Sequential([keras.Input((28, 28, 1)), altering, model])
    whole.compile(ADAM, "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% wrong declared_smaller: declares a row too few, which is altered all the same | fails altered_in_training
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

        angle, zoom = drawn(8 * 3.14159265 / 180), 1 + drawn(0.08)
        right, down = drawn(0.08 * 28), drawn(0.08 * 28)
        a, b = zoom * ops.cos(angle), -zoom * ops.sin(angle)
        c, f = 13.5 - 13.5 * (a + b) + right, 13.5 - 13.5 * (a - b) + down
        maps = ops.stack([a, b, c, -b, a, f, 0 * a, 0 * a], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((27, 28, 1)), Altered(seed)])


# %% wrong normal_angles: the angles are drawn from a normal distribution, one in twenty is above 8 degrees
#    | fails rotation
class _Moved(layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.draws = keras.random.SeedGenerator(seed)

    def call(self, batch, training=False):
        if not training:
            return batch

        def draw(most):
            return keras.random.uniform((ops.shape(batch)[0],), -most, most, seed=self.draws)

        turns = keras.random.normal((ops.shape(batch)[0],), 0.0, math.radians(4), seed=self.draws)
        angle, right, down, zoom = turns, draw(2.24), draw(2.24), 1 + draw(0.08)
        a, b = ops.cos(angle) / zoom, -ops.sin(angle) / zoom
        d, e = -b, a
        c = 13.5 - a * (13.5 + right) - b * (13.5 + down)
        f = 13.5 - d * (13.5 + right) - e * (13.5 + down)
        zero = ops.zeros_like(a)
        maps = ops.stack([a, b, c, d, e, f, zero, zero], axis=1)
        return ops.image.affine_transform(
            batch, maps, interpolation="bilinear", fill_mode="nearest"
        )


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), _Moved(seed)])


# %% right matrices_in_a_private_class: products of 3 × 3 matrices and TensorFlow's own projective transform,
#      in a subclass of keras.Model
import tensorflow as tf

class _Alter(keras.Model):
    def __init__(self, seed):
        super().__init__()
        self.generator = keras.random.SeedGenerator(seed)
        self.supports_jit = False

    @staticmethod
    def _matrices(*numbers):
        ones = tf.ones_like(sum(numbers))
        return tf.reshape(tf.stack([number * ones for number in numbers], axis=1), (-1, 3, 3))

    def call(self, batch, training=False):
        if not training:
            return batch
        drawn = keras.random.uniform((ops.shape(batch)[0], 4), -1.0, 1.0, seed=self.generator)
        angle, size, right, down = tf.unstack(drawn, axis=1)
        angle, size = angle * (8 * np.pi / 180), 1 / (1 + 0.08 * size)
        nothing = tf.zeros_like(angle)
        cosine, sine = tf.cos(angle), tf.sin(angle)
        middle = self._matrices(1.0, 0.0, nothing + 13.5, 0.0, 1.0, 13.5, 0.0, 0.0, 1.0)
        turn = self._matrices(cosine * size, -sine * size, 0.0, sine * size, cosine * size, 0.0, 0.0, 0.0, 1.0)
        back = self._matrices(1.0, 0.0, -13.5 - 2.24 * right, 0.0, 1.0, -13.5 - 2.24 * down, 0.0, 0.0, 1.0)
        maps = tf.reshape(middle @ turn @ back, (-1, 9))[:, :8]
        return tf.raw_ops.ImageProjectiveTransformV3(
            images=tf.cast(batch, tf.float32),
            transforms=maps,
            output_shape=tf.constant([28, 28]),
            fill_value=0.0,
            interpolation="BILINEAR",
            fill_mode="NEAREST",
        )


def augmentation(seed=13):
    model = _Alter(seed)
    model(np.zeros((1, 28, 28, 1), "float32"))
    return model


# %% right whole_of_a_private_class: a subclass of keras.Model that hands training on
class _Whole(keras.Model):
    def __init__(self, first, second):
        super().__init__()
        self.first, self.second = first, second

    def call(self, images, training=False):
        return self.second(self.first(images, training=training), training=training)


def with_augmentation(model, altering):
    whole = _Whole(altering, model)
    whole(np.zeros((1, 28, 28, 1), "float32"))
    whole.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")],
    )
    return whole
