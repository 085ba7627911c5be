"""Is functional, in another order."""

import keras


def augmentation(seed=13):
    images = keras.Input((28, 28, 1))
    x = keras.layers.RandomZoom((-0.08, 0.08), fill_mode="constant", seed=10 * seed)(images)
    x = keras.layers.RandomShear(0.3, seed=10 * seed + 1)(x)
    x = keras.layers.RandomRotation((-8 / 360, 8 / 360), fill_mode="constant", seed=10 * seed + 2)(x)
    x = keras.layers.RandomTranslation(
        height_factor=(-0.08, 0.08), width_factor=(-0.08, 0.08), fill_mode="constant", seed=10 * seed + 3
    )(x)
    return keras.Model(images, x)
