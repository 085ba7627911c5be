"""Is a layer of its own that draws one affine map per image."""

import keras
from keras import ops


class Altered(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.drawn = keras.random.SeedGenerator(seed)

    def call(self, images, training=False):
        if not training:
            return images
        count = ops.shape(images)[0]

        def between(low, high):
            return keras.random.uniform((count,), low, high, seed=self.drawn)

        angle, slant, near = between(-0.1396, 0.1396), between(-0.3, 0.3), between(0.92, 1.08)
        a, b = near * ops.cos(angle), near * (slant * ops.cos(angle) - ops.sin(angle))
        c, d = near * ops.sin(angle), near * (slant * ops.sin(angle) + ops.cos(angle))
        right, down = between(-2.24, 2.24), between(-2.24, 2.24)
        x = 13.5 - a * 13.5 - b * 13.5 + right
        y = 13.5 - c * 13.5 - d * 13.5 + down
        nothing = ops.zeros_like(a)
        maps = ops.stack([a, b, x, c, d, y, nothing, nothing], axis=1)
        return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="constant")


def augmentation(seed=13):
    return keras.Sequential([keras.Input((28, 28, 1)), Altered(seed)])
