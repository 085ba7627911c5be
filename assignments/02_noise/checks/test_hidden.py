"""Checks against theory. Each tolerance names its distance from the truth in standard errors (σ of the estimate).

All random numbers come from the answer, so the tolerances hold for every right generator: the smallest distance is
7 σ, a chance below 1e-11 for a right answer to fail.
"""

import math

import numpy as np

from autograder import expect

from test_public import (
    CROWD,
    FOUR,
    LAYOUTS,
    MANY,
    SEVEN,
    TWO,
    WIDE,
    draws,
    every_image_has_noise,
    has_own_noise,
    in_steps,
    is_drawn_once,
    is_not_rounded,
    leaves_global_generators,
    never_comes_back,
)

SHAPE = (60, 20, 24, 3)  # 86 400 values
FLAT = {level: np.full(SHAPE, level, np.float32) for level in (0.0, 0.1, 0.5, 1.0)}
# Two levels in a checkerboard, far enough from 0 and 1 that no noise used here is clipped.
LEVELS = np.where(np.indices(SHAPE).sum(axis=0) % 2, np.float32(0.6), np.float32(0.4)).astype(np.float32)

# As dark and as bright as noise of 0.02 can show, each of ten levels in other rows of each image.
LEVEL = np.add.outer(np.arange(12), np.arange(10))[:, :, None, None].repeat(8, 2).repeat(3, 3) % 10
BANDS = np.linspace(0.1, 0.9, 10, dtype=np.float32)[LEVEL]
BLACK = np.zeros((1, 2, 2, 1), np.float32)

SHADES = (np.arange(3 * 5 * 4 * 3) / 180).reshape(3, 5, 4, 3).astype(np.float32)  # no two values the same


def test_uniform_distribution(submission):
    for level in (0.0, 0.1):  # black pixels receive noise like all others; level + 0.8 r: never clipped
        noise = _noise(submission.add_uniform_noise, FLAT[level], 0.8, seed=31)
        is_not_rounded(noise)
        _has_any_mean(noise / (0.8 / np.sqrt(12)))
        noise = draws(noise)
        low, high, mean, count = noise.min(), noise.max(), float(noise.mean()), len(noise)
        # Of 86 400 values about 1700 lie in the lowest fiftieth, and as many in the highest.
        near = 0.016 if count > 1000 else 0.2
        expect.that(
            -1e-6 < low < near and 0.8 - near < high < 0.8 + 1e-6,
            en="The noise does not reach from 0 to factor, or passes it.",
            fr="Le bruit ne s’étend pas de 0 à factor, ou le dépasse.",
        )
        # σ = 0.8/√12/√86400 = 0.00079
        expect.that(
            abs(mean - 0.4) < max(0.01, 1.2 / np.sqrt(count)),  # 12 σ
            en="The mean of the noise is not factor / 2.",
            fr="La moyenne du bruit n’est pas factor / 2.",
        )
        # The largest distance from the uniform distribution (Kolmogorov-Smirnov) exceeds 0.015 with a chance of
        # 2·exp(-2·86400·0.015²) = 3e-17.
        ranks = (np.arange(count) + 0.5) / count
        expect.that(
            np.abs(np.sort(noise) / 0.8 - ranks).max() < max(0.015, 2 / np.sqrt(count)),
            en="The noise is not uniform: some values come up more often than others.",
            fr="Le bruit n’est pas uniforme : certaines valeurs sont plus fréquentes que d’autres.",
        )
    # Weak noise as well, of a factor with many decimals.
    weak = _noise(submission.add_uniform_noise, FLAT[0.5], 0.0123, seed=31)
    if weak.std() > 0:
        expect.that(
            0.0122 < weak.max() < 0.0123 + 1e-6,
            en="Weak noise does not reach up to factor, or passes it.",
            fr="Un bruit faible ne s’étend pas jusqu’à factor, ou le dépasse.",
            expected=0.0123,
            received=float(weak.max()),
        )
    # The largest of four values is hardly ever the factor, nor the smallest 0: all eight times with a chance below 1e-24.
    few = [expect.array(submission.add_uniform_noise(BLACK, 0.8, seed=seed)) for seed in range(73, 81)]
    expect.that(
        any(each.max(initial=0) < 0.8 - 1e-4 for each in few)
        and any(each.min(initial=1) > 1e-4 for each in few),
        en="The noise of a few values always reaches up to factor, or down to 0: each value should be drawn by itself, and not stretched.",
        fr="Le bruit de quelques valeurs va toujours jusqu’à factor, ou jusqu’à 0 : chaque valeur devrait être tirée pour elle-même, et non étirée.",
    )


def test_uniform_added(submission):
    _keeps_the_image(submission, "add_uniform_noise", 0.1)
    # Share of a grey image that ends at 1 or above: half, and three quarters, and fifteen sixteenths.
    _may_be_strong(submission.add_uniform_noise, FLAT[0.5], (1.0, 2.0, 8.0))


def test_uniform_clipped(submission):
    white = _noisy(submission.add_uniform_noise, FLAT[1.0], 0.9, seed=41)
    expect.that(
        (white == 1).all(),
        en="In a white image the noise can only raise values above 1: clipped, all of them are exactly 1.",
        fr="Dans une image blanche, le bruit ne peut que dépasser 1 : une fois écrêtées, toutes les valeurs valent exactement 1.",
        received=f"{white.min():.9g}",
    )
    _is_there(_noisy(submission.add_uniform_noise, FLAT[0.5], 0.9, seed=41) - 0.5)
    lit = {level: images for level, images in FLAT.items() if level > 0}  # black ones: see its distribution
    _follows(submission.add_uniform_noise, lit, lambda noise: np.clip(noise, 0, 1), 0.2, (0.3, 1.0))


def test_gaussian_added(submission):
    _keeps_the_image(submission, "add_gaussian_noise", 0.04)
    # Share of a black image that ends at 1 or above: 0.16, 0.31 and 0.45.
    _may_be_strong(submission.add_gaussian_noise, FLAT[0.0], (1.0, 2.0, 8.0))


def test_gaussian_clipped(submission):
    _saturates(submission.add_gaussian_noise, 0.5)
    _follows(submission.add_gaussian_noise, FLAT, _normal, 0.05, (0.3, 1.0))


def test_gaussian_own_noise(submission):
    for seed in (52, 0):
        has_own_noise(_noise(submission.add_gaussian_noise, FLAT[0.5], 0.05, seed))
    has_own_noise(_noise(submission.add_gaussian_noise, SEVEN, 0.05, seed=63))
    every_image_has_noise(submission.add_gaussian_noise, 0.05)
    if in_steps(_noise(submission.add_gaussian_noise, FLAT[0.5], 0.05, seed=62)):
        return  # rounded: another check's matter
    for images in (CROWD, WIDE):
        never_comes_back(_noise(submission.add_gaussian_noise, images, 0.05, seed=62))
    for images in (TWO, FOUR):
        is_drawn_once(_noise(submission.add_gaussian_noise, images, 0.05, seed=56))


def test_gaussian_own_generator(submission):
    leaves_global_generators(submission, "add_gaussian_noise", FLAT[0.5])


def test_strength_distribution(submission):
    noise = _noise(submission.add_random_strength_noise, FLAT[0.5], 0.4, seed=34)
    # Each image divided by its spread: what is left is √3 v, v uniform in [-1, 1).
    spreads = np.sqrt((noise**2).mean(axis=(1, 2, 3), keepdims=True))
    expect.that(
        spreads.min() > 0 and np.mean(noise == 0) < 0.01,
        en="An image, or a part of the images, received no noise at all. Every value should, the last ones, too.",
        fr="Une image, ou une partie des images, n’a reçu aucun bruit. Chaque valeur devrait en recevoir, les dernières aussi.",
    )
    v = (noise / np.maximum(spreads, 1e-9) / np.sqrt(3)).ravel()
    # σ = 0.577/√86400 = 0.002
    expect.that(
        abs(v.mean()) < 0.07,  # 35 σ
        en="Within an image, the noise does not lie evenly on both sides of 0.",
        fr="Dans une image, le bruit n’est pas réparti également de part et d’autre de 0.",
    )
    is_not_rounded(noise)
    _has_any_mean(noise / spreads)
    # Kolmogorov-Smirnov: 0.02 of 86 400 values has a chance of 2e-30; the spread of 1440 values in the place of the
    # strength moves it by less than 0.01. Normal noise: 0.057. The mean of v^4, of v as wide as 1: 1.8, normal 3.
    ranks = (np.arange(v.size) + 0.5) / v.size
    expect.that(
        np.abs((np.clip(np.sort(v), -1, 1) + 1) / 2 - ranks).max() < 0.05
        and abs(9 * np.mean(v**4) - 1.8) < 0.3
        and len(np.unique(v)) > 1000,
        en="Within an image, the noise is not uniform between -strength and +strength.",
        fr="Dans une image, le bruit n’est pas uniforme entre -force et +force.",
    )
    # Nor does the strength follow from one of the values: σ = 1/√1500 = 0.026 for each place.
    noise = _noise(submission.add_random_strength_noise, MANY, 0.4, seed=39)
    spreads = np.sqrt((noise**2).mean(axis=(1, 2, 3)))
    if np.ptp(spreads) < 0.25 * spreads.max() or spreads.min() <= 0:
        return  # strengths that do not differ are another check's matter
    values = np.abs(noise.reshape(len(noise), -1)) / spreads[:, None]
    going_together = np.corrcoef(np.column_stack([spreads, values]), rowvar=False)[0, 1:]
    expect.that(
        np.abs(going_together[np.isfinite(going_together)]).max(initial=0) < 0.3,  # 11 σ
        en="The strength of an image follows from one of its own v: it should be drawn by itself.",
        fr="La force d’une image découle d’un de ses propres v : elle devrait être tirée à part.",
    )
    # The larger |v| of two is below m in m² of the images, so u times that is below 0.2 in 0.4 - 0.04 of them; in 0.2 if it
    # is always 1.
    strengths = np.minimum(np.sort(spreads) / (2 * spreads.mean()), 1)
    uniform = np.abs(strengths - (np.arange(len(strengths)) + 0.5) / len(strengths)).max() < 0.12
    pairs = np.abs(_noise(submission.add_random_strength_noise, MANY[:, :2, :1, :1], 0.4, seed=40))
    pairs /= 2 * np.sqrt(3) * spreads.mean()  # how far the strengths go is another check's matter
    alike = np.mean(np.abs(pairs[:, 0] - pairs[:, 1]) < 1e-6) > 0.1  # another check's matter
    below = (pairs.max(axis=(1, 2, 3)) < 0.2).mean()
    expect.that(
        not uniform or alike or abs(below - 0.36) < 0.09,  # 7 σ
        en="The largest noise of an image is just its strength: v should be drawn for each value, and not stretched.",
        fr="Le plus grand bruit d’une image est exactement sa force : v devrait être tiré pour chaque valeur, et non étiré.",
    )


def test_strength_clipped(submission):
    _saturates(submission.add_random_strength_noise, 0.8)
    # Share of black images that ends at 1 or above: (1 - 1/2 - ln(2)/2) / 2 = 0.08, and likewise 0.27 and 0.43.
    _may_be_strong(submission.add_random_strength_noise, MANY - 0.5, (2.0, 6.0, 30.0))
    many = {level: np.full_like(MANY, level) for level in FLAT}
    _follows(submission.add_random_strength_noise, many, _product, 0.2, (0.6, 1.0), 0.12)
    _still(submission, "add_random_strength_noise", "max_strength")


def test_strength_own_generator(submission):
    leaves_global_generators(submission, "add_random_strength_noise", FLAT[0.5])


def _has_any_mean(noise):
    """The means of the images, of noise of spread 1, differ as those of numbers drawn one by one do."""
    # The mean of an image's 1440 values has a standard error of its own, and 60 of them come to less than 0.4 of that with a
    # chance below 1e-13. Images that share their noise (another check's matter) share its mean.
    one, two = (each.ravel() for each in noise[:2])
    shared = min(one.std(), two.std()) < 1e-9 or abs(np.corrcoef(one, two)[0, 1]) > 0.3
    expect.that(
        shared or noise.mean(axis=(1, 2, 3)).std() > 0.4 / np.sqrt(one.size),
        en="The noise of each image has just the same mean: each value should be drawn by itself, and nothing taken off.",
        fr="Le bruit de chaque image a exactement la même moyenne : chaque valeur devrait être tirée pour elle-même, sans rien retrancher.",
    )


def _noisy(add_noise, images, strength, seed):
    return expect.array(add_noise(images, strength, seed=seed), shape=images.shape).astype(np.float64)


def _noise(add_noise, images, strength, seed):
    noise = _noisy(add_noise, images, strength, seed) - images
    _is_there(noise)
    return noise


def _is_there(noise):
    """What holds of noise holds of nothing where there is none."""
    expect.that(
        np.abs(noise).max() > 1e-3,
        en="The images came back as they were, without noise: there is nothing here to judge, so this check gives no points.",
        fr="Les images sont revenues telles quelles, sans bruit : il n’y a rien à juger ici, et cette vérification ne donne donc pas de points.",
    )


def _keeps_the_image(submission, name, strength):
    noisy = _noisy(getattr(submission, name), LEVELS, strength, seed=35)
    _is_there(noisy - LEVELS)
    bright = LEVELS > 0.5
    # The two levels differ by 0.2, with noise too. σ ≤ 0.04·√(2/43200) = 0.00027.
    expect.that(
        abs(noisy[bright].mean() - noisy[~bright].mean() - 0.2) < 0.004,  # 14 σ
        en="The noise should be added to the image: bright and dark pixels should keep their distance.",
        fr="Le bruit devrait s’ajouter à l’image : pixels clairs et sombres devraient garder leur écart.",
    )
    _still(submission, name, "strength", "force")


def _still(submission, name, en, fr=""):
    still, shades = (_noisy(getattr(submission, name), each, 0.0, seed=36) for each in (LEVELS, SHADES))
    expect.that(
        np.allclose(still, LEVELS, atol=1e-6) and np.allclose(shades, SHADES, atol=1e-6),
        en=f"With noise of {en} 0 the values should come back as they were.",
        fr=f"Avec un bruit de {fr or en} 0, les valeurs devraient revenir telles quelles.",
    )
    # Every value receives noise, whatever it is, and however it lies in memory.
    reference = submission.reference(name)
    found = [
        getattr(submission, name)(BANDS, 0.02, seed=38),
        *(submission.support.laid_out(reference, BANDS, 0.02, 38, layout)["noisy"] for layout in LAYOUTS),
    ]
    same = [expect.array(each, shape=BANDS.shape) == BANDS for each in found]
    spared = np.array([[each[level == LEVEL].mean() for level in range(10)] for each in same])
    expect.that(
        spared.max() - spared[0].min() < 0.4,  # spared everywhere is another check's matter
        en="Some values receive no noise: bright or dark ones, or those of an array that lies otherwise in memory.",
        fr="Certaines valeurs ne reçoivent pas de bruit : des claires ou des sombres, ou celles d’un tableau rangé autrement en mémoire.",
    )
    for layout in LAYOUTS:
        seen = submission.support.laid_out(submission.reference(name), SHADES, 0.0, 36, layout)
        expect.that(
            np.allclose(expect.array(seen["noisy"], shape=SHADES.shape), SHADES, atol=1e-6),
            en="An array that lies otherwise in memory (transposed, or every other row of a larger one) comes back in disorder.",
            fr="Un tableau rangé autrement en mémoire (transposé, ou une ligne sur deux d’un plus grand) revient en désordre.",
        )


def _saturates(add_noise, strength):
    # Half of the noise is negative: half of the black values stay exactly 0, half of the white ones exactly 1.
    # σ = 0.5/√86400 = 0.0017.
    for level, en, fr in ((0.0, "black", "noire"), (1.0, "white", "blanche")):
        noisy = _noisy(add_noise, FLAT[level], strength, seed=42)
        _is_there(noisy - FLAT[level])
        share = np.mean(noisy == level)
        expect.that(
            abs(share - 0.5) < 0.05,  # 29 σ
            en=f"In a {en} image, clipping leaves half of the values exactly at {level:g}.",
            fr=f"Dans une image {fr}, une fois les sommes écrêtées, la moitié des valeurs valent exactement {level:g}.",
            received=float(share),
        )


def _normal(noise):
    return np.array([0.5 * (1 + math.erf(each / math.sqrt(2))) for each in noise])


def _product(noise):
    """Return how often u · v is below each of these numbers, u uniform in [0, 1), v in [-1, 1)."""
    size = np.clip(np.abs(noise), 1e-12, 1)
    return 0.5 + np.sign(noise) * (size - size * np.log(size)) / 2


def _follows(add_noise, images, distribution, weak, strengths, tolerance=0.015):
    """As many sums as `distribution` tells (of noise of strength 1) are below each of some numbers, in dark and bright images.

    Of 86 400 values the standard error of a share is 0.0017 at most; of 1500 strengths 0.013.
    """

    def differing(level, strength):
        noisy = _noisy(add_noise, images[level], strength, seed=44)
        places = np.arange(40) / 40
        below = np.searchsorted(np.sort(noisy.ravel()), places, side="right") / noisy.size
        return np.abs(below - distribution((places - level) / strength)).max()

    # Weak noise in a grey image, which hardly ever reaches 0 or 1, is another check's matter, and so is noise that comes back.
    grey = _noisy(add_noise, images[0.5], weak, seed=44)
    if differing(0.5, weak) > tolerance or len(np.unique(grey)) < grey.size / 2:
        return
    expect.that(
        max(differing(level, strength) for level in images for strength in strengths) <= tolerance,
        en="Of strong noise, or in dark or bright images, not as many sums are small or large as should be. Only the sum is clipped, and the noise is the same in all images.",
        fr="Avec un bruit fort, ou dans des images sombres ou claires, les sommes petites ou grandes ne sont pas aussi nombreuses que prévu. Seule la somme est écrêtée, et le bruit est le même dans toutes les images.",
    )


def _may_be_strong(add_noise, images, strengths):
    """Noise stronger than 1 is allowed, and stronger than noise of strength 1."""
    noisy = [_noisy(add_noise, images, each, seed=43) for each in strengths]
    if all(np.ptp(each) < 1e-6 for each in noisy):
        return  # one number for all values is another check's matter
    shares = [np.mean(each >= 1) for each in noisy]
    # σ ≤ 0.005 each. Where nothing reaches 1 even so, that is another check's matter.
    expect.that(
        min(np.diff(shares)) > 0.04 or (max(shares) < 0.001 and strengths[0] <= 1),
        en="Noise of a strength above 1 is not stronger than weaker noise. Any strength from 0 on is allowed.",
        fr="Un bruit de force supérieure à 1 n’est pas plus fort qu’un bruit plus faible. Toute force à partir de 0 est permise.",
    )
