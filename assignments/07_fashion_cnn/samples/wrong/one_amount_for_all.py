"""Alters all images of a batch alike."""

import keras
from keras import layers


class Alike(layers.Layer):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def call(self, images, training=False):
        if not training:
            return images
        # All images side by side as the channels of one.
        one = keras.ops.transpose(images, (3, 1, 2, 0))
        return keras.ops.transpose(self.inner(one, training=True), (3, 1, 2, 0))


def augmentation(seed=13):
    black = {"fill_mode": "constant", "fill_value": 0.0}
    inner = keras.Sequential(
        [
            layers.RandomRotation(8 / 360, seed=seed, **black),
            layers.RandomTranslation(0.08, 0.08, seed=seed + 1, **black),
            layers.RandomShear(x_factor=0.3, seed=seed + 2, **black),
            layers.RandomZoom(0.08, seed=seed + 3, **black),
        ]
    )
    return keras.Sequential([keras.Input((28, 28, 1)), Alike(inner)])
