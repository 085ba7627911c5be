"""Three checks that train: a dense network on 5000 images, an autoencoder for two epochs, a convolutional one on 2000."""

from autograder import data, expect

IMAGES, LABELS = data.digits(5000, seed=71)
IMAGES = IMAGES.reshape(5000, 28, 28).astype("float32") / 255


def test_dense_learns(submission):
    history = submission.dense().fit(IMAGES.reshape(-1, 784), LABELS, epochs=1, batch_size=128)
    expect.at_most(history["loss"][0], 2.3, {"en": "the loss", "fr": "la perte"})


def test_autoencoder_learns(submission):
    flat = IMAGES[:5000].reshape(-1, 784)
    history = submission.autoencoder().fit(flat, flat, epochs=2, batch_size=256)
    expect.at_most(history["loss"][1], history["loss"][0], {"en": "the loss", "fr": "la perte"})


def test_convolutional_learns(submission):
    history = submission.convolutional().fit(
        IMAGES[:2000, ..., None], LABELS[:2000], epochs=1, batch_size=128
    )
    expect.at_most(history["loss"][0], 2.4, {"en": "the loss", "fr": "la perte"})
