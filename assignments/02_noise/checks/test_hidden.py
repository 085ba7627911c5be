"""Checks against theory. Each tolerance names its distance from the truth in standard errors (σ of the estimate).

All random numbers come from the answer, so the tolerances hold for every right generator: the smallest distance is
7 σ, a chance below 1e-11 for a right answer to fail.
"""

import numpy as np

from autograder import expect

SHAPE = (60, 20, 24, 3)  # 86 400 values
MANY_SMALL = (500, 8, 10, 3)  # 500 images of 240 values
FLAT = {level: np.full(SHAPE, level, np.float32) for level in (0.0, 0.1, 0.5, 1.0)}
SMALL = np.full(MANY_SMALL, 0.5, np.float32)
# Two levels in a checkerboard, far enough from 0 and 1 that no noise used here is clipped.
LEVELS = np.where(np.indices(SHAPE).sum(axis=0) % 2, np.float32(0.6), np.float32(0.4)).astype(np.float32)
AXES = {
    0: ("two images share their noise", "deux images ont le même bruit"),
    1: ("two rows of an image share their noise", "deux lignes d’une image ont le même bruit"),
    2: ("two columns of an image share their noise", "deux colonnes d’une image ont le même bruit"),
    3: ("two channels of a pixel share their noise", "deux canaux d’un pixel ont le même bruit"),
}


def test_uniform_distribution(submission):
    noise = _noise(submission.add_uniform_noise, FLAT[0.1], 0.8, seed=31)  # 0.1 + 0.8 r: never clipped
    low, high, mean, spread = noise.min(), noise.max(), noise.mean(), noise.std()
    # Of 86 400 values about 1700 lie in the lowest fiftieth, and as many in the highest.
    expect.that(
        -1e-6 < low < 0.016 and 0.784 < high < 0.8 + 1e-6,
        en="The noise does not reach from 0 to factor.",
        fr="Le bruit ne s’étend pas de 0 à factor.",
        received=f"{low:.3f} … {high:.3f}",
    )
    # σ = 0.8/√12/√86400 = 0.00079
    expect.that(
        abs(mean - 0.4) < 0.01,  # 12 σ
        en="The mean of the noise is not factor / 2.",
        fr="La moyenne du bruit n’est pas factor / 2.",
        received=float(mean),
    )
    # 0.8/√12 = 0.2309; σ = 0.00035
    expect.that(
        abs(spread - 0.8 / np.sqrt(12)) < 0.01,  # 28 σ
        en="The noise is not uniform: some values come up more often than others.",
        fr="Le bruit n’est pas uniforme : certaines valeurs sont plus fréquentes que d’autres.",
    )


def test_uniform_added(submission):
    _keeps_the_image(submission.add_uniform_noise, 0.1)


def test_uniform_clipped(submission):
    white = _noisy(submission.add_uniform_noise, FLAT[1.0], 0.9, seed=41)
    expect.that(
        (white == 1).all(),
        en="In a white image the noise can only raise values above 1: clipped, all of them are exactly 1.",
        fr="Dans une image blanche, le bruit ne peut que dépasser 1 : une fois limitées, toutes les valeurs valent exactement 1.",
        received=float(white.min()),
    )


def test_uniform_own_noise(submission):
    _has_own_noise(_noise(submission.add_uniform_noise, FLAT[0.5], 0.3, seed=51))


def test_uniform_own_generator(submission):
    _leaves_global_generator(submission, submission.add_uniform_noise)


def test_gaussian_distribution(submission):
    noise = _noise(submission.add_gaussian_noise, FLAT[0.5], 0.05, seed=32)  # clipped only beyond 10 sigma
    mean, spread = noise.mean(), noise.std()
    # σ = 0.05/√86400 = 0.00017
    expect.that(
        abs(mean) < 0.0025,  # 14 σ
        en="The mean of the noise is not 0.",
        fr="La moyenne du bruit n’est pas 0.",
        received=float(mean),
    )
    # σ = 0.05/√(2·86400) = 0.00012
    expect.that(
        abs(spread - 0.05) < 0.002,  # 16 σ
        en="The standard deviation of the noise is not sigma.",
        fr="L’écart type du bruit n’est pas sigma.",
        received=float(spread),
    )
    near, far = np.mean(np.abs(noise) < 0.05), np.max(np.abs(noise))
    # 68.27 % of a normal distribution lie within one sigma (σ = 0.0016; uniform noise: 57.7 %), and among 86 400
    # values 233 lie beyond three sigma: chance of none 1e-101.
    expect.that(
        abs(near - 0.6827) < 0.025 and far > 3 * 0.05,  # 15 σ
        en="The noise does not follow the normal distribution.",
        fr="Le bruit ne suit pas la loi normale.",
    )


def test_gaussian_added(submission):
    _keeps_the_image(submission.add_gaussian_noise, 0.04)


def test_gaussian_clipped(submission):
    _saturates(submission.add_gaussian_noise, 0.5)


def test_gaussian_own_noise(submission):
    _has_own_noise(_noise(submission.add_gaussian_noise, FLAT[0.5], 0.05, seed=52))


def test_gaussian_own_generator(submission):
    _leaves_global_generator(submission, submission.add_gaussian_noise)


def test_strength_per_image(submission):
    strengths = np.sort(_strengths(_noise(submission.add_random_strength_noise, SMALL, 0.4, seed=33)) / 0.4)
    expect.that(
        strengths[-1] - strengths[0] > 0.2,
        en="All images have noise of the same strength.",
        fr="Toutes les images ont un bruit de même force.",
    )
    # Largest distance from the uniform distribution (Kolmogorov-Smirnov): of 500 draws it exceeds 0.17 with a chance
    # of 2·exp(-2·500·0.17²) = 6e-13; taking the largest of 240 values for the strength moves it by 0.004.
    uniform = (np.arange(len(strengths)) + 0.5) / len(strengths)
    expect.that(
        np.abs(strengths - uniform).max() < 0.18,
        en="The strengths of the images are not uniform between 0 and max_strength.",
        fr="Les forces des images ne sont pas uniformes entre 0 et max_strength.",
    )


def test_strength_distribution(submission):
    noise = _noise(submission.add_random_strength_noise, SMALL, 0.4, seed=34)
    # Each image divided by its largest value: what is left is v, uniform in [-1, 1).
    v = noise / _strengths(noise)[:, None, None, None]
    # σ = 0.577/√120000 = 0.0017
    expect.that(
        abs(v.mean()) < 0.03,  # 18 σ
        en="Within an image, the noise does not lie evenly on both sides of 0.",
        fr="Dans une image, le bruit n’est pas réparti également de part et d’autre de 0.",
    )
    # 1/√3 = 0.577, 0.580 with the largest of 240 values in the place of the strength; σ = 0.0008.
    # Gaussian noise has 0.36.
    expect.that(
        abs(v.std() - 0.58) < 0.03,  # 38 σ
        en="Within an image, the noise is not uniform between -strength and +strength.",
        fr="Dans une image, le bruit n’est pas uniforme entre -force et +force.",
    )


def test_strength_clipped(submission):
    _saturates(submission.add_random_strength_noise, 0.8)
    still = _noisy(submission.add_random_strength_noise, LEVELS, 0.0, seed=36)
    expect.that(
        np.allclose(still, LEVELS, atol=1e-6),
        en="With max_strength = 0 the values should come back as they were.",
        fr="Avec max_strength = 0, les valeurs devraient revenir telles quelles.",
    )


def test_strength_own_noise(submission):
    noise = _noise(submission.add_random_strength_noise, SMALL, 0.4, seed=53)
    _has_own_noise(noise / _strengths(noise)[:, None, None, None])


def test_strength_own_generator(submission):
    _leaves_global_generator(submission, submission.add_random_strength_noise)


def _noisy(add_noise, images, strength, seed):
    return expect.array(add_noise(images, strength, seed=seed), shape=images.shape).astype(np.float64)


def _noise(add_noise, images, strength, seed):
    return _noisy(add_noise, images, strength, seed) - images


def _strengths(noise):
    """Return the largest noise of each image: its strength, up to half a percent."""
    return np.maximum(np.abs(noise).max(axis=(1, 2, 3)), 1e-12)


def _keeps_the_image(add_noise, strength):
    noisy = _noisy(add_noise, LEVELS, strength, seed=35)
    bright = LEVELS > 0.5
    # The two levels differ by 0.2, with noise too. σ ≤ 0.04·√(2/43200) = 0.00027.
    expect.that(
        abs(noisy[bright].mean() - noisy[~bright].mean() - 0.2) < 0.004,  # 14 σ
        en="The noise should be added to the image: bright and dark pixels should keep their distance.",
        fr="Le bruit devrait s’ajouter à l’image : pixels clairs et sombres devraient garder leur écart.",
    )
    still = _noisy(add_noise, LEVELS, 0.0, seed=36)
    expect.that(
        np.allclose(still, LEVELS, atol=1e-6),
        en="With noise of strength 0 the values should come back as they were.",
        fr="Avec un bruit de force 0, les valeurs devraient revenir telles quelles.",
    )


def _saturates(add_noise, strength):
    # Half of the noise is negative: half of the black values stay exactly 0, half of the white ones exactly 1.
    # σ = 0.5/√86400 = 0.0017.
    for level, en, fr in ((0.0, "black", "noire"), (1.0, "white", "blanche")):
        share = np.mean(_noisy(add_noise, FLAT[level], strength, seed=42) == level)
        expect.that(
            abs(share - 0.5) < 0.05,  # 29 σ
            en=f"In a {en} image, clipping leaves half of the values exactly at {level:g}.",
            fr=f"Dans une image {fr}, une fois les sommes limitées, la moitié des valeurs valent exactement {level:g}.",
            received=float(share),
        )


def _has_own_noise(noise):
    # Neighbours whose noise is the same up to a thousandth: by chance fewer than 2 in 1000. Clipping a wrong noise
    # makes a quarter of them equal: that is another check's matter.
    for axis, (en, fr) in AXES.items():
        same = np.mean(np.abs(np.diff(noise, axis=axis)) < 1e-3 * noise.std())
        expect.that(same < 0.3, en=f"Noise is repeated: {en}.", fr=f"Le bruit se répète : {fr}.")


def _leaves_global_generator(submission, add_noise):
    before = submission.support.global_state()
    expect.array(add_noise(FLAT[0.5], 0.3, seed=61), shape=SHAPE)
    expect.that(
        np.array_equal(before, submission.support.global_state()),
        en="NumPy’s global generator was used or seeded. Draw from a generator of your own, made from seed.",
        fr="Le générateur global de NumPy a été utilisé ou réinitialisé. Tirez d’un générateur à vous, créé à partir de seed.",
    )
