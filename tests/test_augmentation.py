"""The augmentation of assignment 07 beside the generator of the published program, which is the reference: SciPy's
interpolation, Keras' legacy ImageDataGenerator, rotation 8°, shifts 0.08, shear 0.3°, zoom 0.08, edges repeated."""

import keras
import numpy as np
import pytest

from benchmarks.reproduce.run import master

pytest.importorskip("scipy", reason="the published generator needs SciPy")
pytestmark = pytest.mark.slow

PUBLISHED = {
    "rotation_range": 8,
    "width_shift_range": 0.08,
    "height_shift_range": 0.08,
    "shear_range": 0.3,
    "zoom_range": 0.08,
}
COUNT = 3000


def legacy():
    import tensorflow as tf

    return tf.keras.preprocessing.image


def blob(row, column):
    """Return a round spot, smooth enough for its centre to be found to a hundredth of a pixel."""
    y, x = np.mgrid[:28, :28]
    return np.exp(-((y - row) ** 2 + (x - column) ** 2) / 4).astype(np.float32)


def centres(images):
    """Return the places (n, 2), row and column, of the only spot on each image."""
    y, x = np.mgrid[:28, :28]
    weight = images.sum((1, 2))
    return np.stack([(images * each).sum((1, 2)) / weight for each in (y, x)], axis=1)


def published(image):
    """Return COUNT images that the published generator makes of one."""
    np.random.seed(5)  # its only way to be seeded
    images = np.repeat(image[None, :, :, None], COUNT, axis=0)
    flow = legacy().ImageDataGenerator(**PUBLISHED).flow(images, batch_size=COUNT, shuffle=False)
    return next(iter(flow))[..., 0].astype(np.float64)


def ours(image):
    images = np.repeat(image[None, :, :, None], COUNT, axis=0)
    return np.asarray(master("07").augmentation(seed=5)(images, training=True))[..., 0].astype(np.float64)


def test_the_same_amounts_make_the_same_images(monkeypatch):
    random = np.random.default_rng(1)
    images = random.random((40, 28, 28, 1), dtype=np.float32)
    # Larger than any that are drawn, the shear above all, so that a wrong order or sign would show.
    amounts = {
        "theta": random.uniform(-8, 8, 40),
        "shear": random.uniform(-20, 20, 40),
        "tx": random.uniform(-0.08, 0.08, 40) * 28,
        "ty": random.uniform(-0.08, 0.08, 40) * 28,
        "zx": random.uniform(0.92, 1.08, 40),
        "zy": random.uniform(0.92, 1.08, 40),
    }
    divided = {"tx": 28, "ty": 28}
    drawn = iter([(values / divided.get(name, 1)).astype(np.float32) for name, values in amounts.items()])
    monkeypatch.setattr(keras.random, "uniform", lambda *_, **__: keras.ops.convert_to_tensor(next(drawn)))
    expected = [
        legacy().apply_affine_transform(
            image, row_axis=0, col_axis=1, channel_axis=2, fill_mode="nearest", **dict(zip(amounts, each))
        )
        for image, each in zip(images, zip(*amounts.values(), strict=True), strict=True)
    ]
    layer = master("07").augmentation(seed=1).layers[-1]
    np.testing.assert_allclose(layer(images, training=True), expected, atol=1e-4)


@pytest.mark.parametrize("corner", [(5, 5), (5, 22), (22, 5), (22, 22)])
def test_each_corner_comes_to_lie_where_the_published_generator_puts_it(corner):
    received, expected = centres(ours(blob(*corner))), centres(published(blob(*corner)))
    # The standard error of a mean of 3000 places 1.7 pixels apart is 0.03.
    np.testing.assert_allclose(received.mean(0), expected.mean(0), atol=0.15)
    np.testing.assert_allclose(received.std(0), expected.std(0), rtol=0.08)


def test_the_mean_of_the_altered_images_is_that_of_the_published_generator():
    shirt = np.zeros((28, 28), np.float32)
    shirt[2:, 6:22] = np.linspace(0.3, 1, 16)  # it touches the lower border, where the edge is repeated
    np.testing.assert_allclose(ours(shirt).mean(0), published(shirt).mean(0), atol=0.03)


def test_the_published_generator_ends_after_one_pass_so_that_every_second_epoch_is_one_batch():
    images, labels = np.zeros((100, 28, 28, 1), np.float32), np.zeros((100, 1))
    model = keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    steps = []
    counting = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda *_: steps.append(int(model.optimizer.iterations.numpy()))
    )
    # 100 images are 7 batches of 16, as 48 000 are 188 of 256; the program asks for one less.
    flow = legacy().ImageDataGenerator().flow(images, labels, batch_size=16)
    with pytest.warns(UserWarning, match="ran out of data"):
        model.fit(flow, steps_per_epoch=6, epochs=4, verbose=0, callbacks=[counting])
    assert steps == [6, 7, 13, 14]
