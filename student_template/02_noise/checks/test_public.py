"""Checks students can run themselves: one at least for every pitfall of the statement.

All random numbers come from the answer, so the tolerances hold for every right generator: the smallest distance is
7 σ (of the estimate), a chance below 1e-11 for a right answer to fail.
"""

import itertools
import math

import numpy as np

from autograder import data, expect

DIGITS = data.digits(24, seed=2)[0].reshape(24, 28, 28, 1).astype(np.float32) / 255
GREY = np.full((40, 14, 16, 3), 0.5, np.float32)  # noise up to 0.5 is never clipped here
FLAT = np.full((60, 20, 24, 3), 0.5, np.float32)  # 86 400 values
BIG = np.full((120, 36, 32, 3), 0.5, np.float32)  # 414 720 values
LARGE = np.full((400, 20, 20, 3), 0.5, np.float32)
MANY = np.full((1500, 6, 8, 3), 0.5, np.float32)
TWO, FOUR = (np.full((4, 10, 12, channels), 0.5, np.float32) for channels in (2, 4))
PIXEL = np.full((1, 1, 1, 3), 0.5, np.float32)
FEW = np.full((3, 8, 8, 2), 0.5, np.float32)
SEVEN = np.full((8, 8, 10, 7), 0.5, np.float32)
# More images than one draws for at once, and images larger than a pattern that one would lay side by side.
CROWD, WIDE = np.full((10_400, 10, 10, 1), 0.5, np.float32), np.full((2, 150, 140, 3), 0.5, np.float32)
# Counts of images that no number in which one takes them divides.
COUNTS = (2, 3, 5, 9, 11, 17, 33, 51, 65, 101, 129, 257, 501, 513, 1001, 1025)
ROW = np.full((10_400, 3, 3, 1), 0.5, np.float32)
LAYOUTS = ("fortran", "view", "turned")  # of arrays in memory: see support.py
# Neighbours, some a power of ten apart, some that one takes where no seed was given (0, to many), some the same as another
# in their lowest 31 bits, modulo 2**31 - 1 or but for their sign; none the same as another modulo 2**31 - 2, as Keras takes
# them.
SEEDS = (0, 1, 2, 3, 4, 5, 7, 42, 101, 123, 1001, 1234, 1337, 2023, 2024, 2025, 2026, 10_001, 12_345)
SEEDS += (65_536_001, 10**9 + 123, 2**31 + 41, 2**31 + 1001, 2**32 - 101, 2**32 - 100)
AXES = {
    0: ("two images share their noise", "deux images ont le même bruit"),
    1: ("two rows of an image share their noise", "deux lignes d’une image ont le même bruit"),
    2: ("two columns of an image share their noise", "deux colonnes d’une image ont le même bruit"),
    3: ("two channels of a pixel share their noise", "deux canaux d’un pixel ont le même bruit"),
}


def test_uniform_form(submission):
    _has_form(submission, "add_uniform_noise", 0.9)


def test_uniform_range(submission):
    _stays_in_range(submission.add_uniform_noise, 0.9)


def test_uniform_seed(submission):
    _follows_seed(submission, "add_uniform_noise", 0.4)


def test_uniform_input_unchanged(submission):
    _leaves_input(submission, "add_uniform_noise", 0.9)


def test_uniform_own_noise(submission):
    for seed in (51, 0):
        has_own_noise(_noise(submission.add_uniform_noise, GREY, 0.3, seed))
    has_own_noise(_noise(submission.add_uniform_noise, SEVEN, 0.3, seed=63))
    every_image_has_noise(submission.add_uniform_noise, 0.3)
    if in_steps(_noise(submission.add_uniform_noise, FLAT, 0.3, seed=57)):
        return  # rounded: another check's matter
    for images in (CROWD, WIDE):
        never_comes_back(_noise(submission.add_uniform_noise, images, 0.3, seed=57))
    for images in (TWO, FOUR):
        is_drawn_once(_noise(submission.add_uniform_noise, images, 0.3, seed=54), middle=0.15)


def test_uniform_own_generator(submission):
    leaves_global_generators(submission, "add_uniform_noise", GREY)


def test_gaussian_form(submission):
    _has_form(submission, "add_gaussian_noise", 0.5)


def test_gaussian_range(submission):
    # Also dark images, in which nothing passes 1, and bright ones, in which nothing passes 0.
    _stays_in_range(submission.add_gaussian_noise, 0.5, (DIGITS * 0.1, 1 - DIGITS * 0.1))


def test_gaussian_seed(submission):
    _follows_seed(submission, "add_gaussian_noise", 0.1)


def test_gaussian_input_unchanged(submission):
    _leaves_input(submission, "add_gaussian_noise", 0.5)


def test_gaussian_distribution(submission):
    noise = _noise(submission.add_gaussian_noise, BIG, 0.05, seed=32)  # clipped only beyond 10 sigma
    expect.that(
        _spreads(noise).min() > 0,
        en="An image received no noise at all. Every image should, the last one, too.",
        fr="Une image n’a reçu aucun bruit. Chaque image devrait en recevoir, la dernière aussi.",
    )
    is_not_rounded(noise)
    noise = draws(noise)
    mean, spread, count = float(noise.mean()), float(noise.std()), len(noise)
    # σ = 0.05/√414720 = 0.00008
    expect.that(
        abs(mean) < 0.0025 or abs(mean) < 7 * 0.05 / np.sqrt(count),  # 31 σ
        en="The mean of the noise is not 0, here with sigma = 0.05.",
        fr="La moyenne du bruit n’est pas 0, ici avec sigma = 0.05.",
        expected=0,
        received=mean,
    )
    # σ = 0.05/√(2·414720) = 0.00005
    expect.that(
        abs(spread - 0.05) < max(0.002, 0.25 / np.sqrt(count)),  # 36 σ
        en="The standard deviation of the noise is not sigma, here 0.05.",
        fr="L’écart type du bruit n’est pas sigma, ici 0,05.",
        expected=0.05,
        received=spread,
    )
    weak = draws(_noise(submission.add_gaussian_noise, BIG, 0.006, seed=33))
    expect.that(
        abs(float(weak.std()) / 0.006 - 1) < 5 * max(0.008, 1 / np.sqrt(len(weak))),
        en="The standard deviation of weak noise is not sigma, here 0.006.",
        fr="L’écart type d’un bruit faible n’est pas sigma, ici 0,006.",
        expected=0.006,
        received=float(weak.std()),
    )
    values = np.sort(noise / 0.05)
    normal = 0.5 * (1 + np.array([math.erf(each / math.sqrt(2)) for each in values]))
    ranks = (np.arange(count) + 0.5) / count
    # The largest distance between the two distributions (Kolmogorov-Smirnov) exceeds 0.015 with a chance
    # far below 1e-20. Uniform noise: 0.06. Among 414 720 values 1120 lie beyond three sigma; beyond four, 26: chance
    # of none 4e-12. The mean of the fourth powers is 3, of two draws σ = √(24/829440) = 0.0054; of sums of twelve uniform
    # draws, 2.9, and of 24, 2.95.
    flatness = float(np.mean([_flatness(values), _flatness(weak)]))
    expect.that(
        np.abs(normal - ranks).max() < max(0.015, 2 / np.sqrt(count))
        and (count < BIG.size / 2 or (np.abs(values).max() > 4 and abs(flatness - 3) < 0.04))
        and np.abs(values).max() > 3,
        en="The noise does not follow the normal distribution.",
        fr="Le bruit ne suit pas la loi normale.",
    )
    # Of three values the mean is hardly ever 0 nor the deviation sigma: that all eight are has a chance below 1e-11.
    # Of 384 the mean is 0.0026 off, the deviation 0.0018: all eight below a thirtieth of that, below 1e-11 as well.
    for images, least in ((PIXEL, 0.001), (FEW, 0.00006), (FEW[:1], 0.0001)):
        few = [_values(submission.add_gaussian_noise, images, 0.05, seed) for seed in range(73, 81)]
        means, deviations = np.array([(each.mean(), each.std()) for each in few]).T
        expect.that(
            np.abs(means).max() > least and np.abs(deviations - 0.05).max() > least,
            en="The noise has just the mean 0, or just the deviation sigma, in every call: its values are not drawn one by one.",
            fr="Le bruit a exactement la moyenne 0, ou exactement l’écart type sigma, à chaque appel : ses valeurs ne sont pas tirées une à une.",
        )


def test_strength_form(submission):
    _has_form(submission, "add_random_strength_noise", 0.5)


def test_strength_range(submission):
    _stays_in_range(submission.add_random_strength_noise, 0.9)


def test_strength_seed(submission):
    _follows_seed(submission, "add_random_strength_noise", 0.4, divided=True)
    # The largest noise of an image's 144 values is its strength, up to a hundredth in most.
    strengths = [
        np.abs(_noise(submission.add_random_strength_noise, MANY[:60], 0.4, seed)).max(axis=(1, 2, 3))
        for seed in SEEDS
    ]
    for one, two in itertools.combinations(strengths, 2):
        expect.that(
            np.ptp(one) < 0.25 * one.max() or np.mean(np.abs(one - two) < 0.02 * one.max()) < 0.85,
            en="Two different seeds gave the same strengths. The strengths must be drawn from the seed too.",
            fr="Deux graines différentes ont donné les mêmes forces. Les forces aussi doivent être tirées à partir de la graine.",
        )
    # The largest of an image's 1200 values is its strength up to a thousandth.
    one, two = (
        np.abs(_noise(submission.add_random_strength_noise, LARGE, 0.4, seed)).max(axis=(1, 2, 3))
        for seed in (71, 64_071)
    )
    if np.ptp(one) > 0.25 * one.max():  # strengths that do not differ at all are another check's matter
        # Sorted, so that an even grid of strengths in a random order is found too. Those of two draws of 400 lie
        # nearer to each other than this everywhere with a chance of 4e-18 (Kolmogorov-Smirnov).
        expect.that(
            np.abs(np.sort(one) - np.sort(two)).max() > 0.012 * one.max(),
            en="Two different seeds gave the same strengths. The strengths must be drawn from the seed too.",
            fr="Deux graines différentes ont donné les mêmes forces. Les forces aussi doivent être tirées à partir de la graine.",
        )


def test_strength_input_unchanged(submission):
    _leaves_input(submission, "add_random_strength_noise", 0.5)


def test_strength_per_image(submission):
    noise = _noise(submission.add_random_strength_noise, MANY, 0.4, seed=33)
    spreads = _spreads(noise)
    expect.that(
        np.ptp(spreads) > 0.25 * spreads.max(),
        en="All images have noise of the same strength.",
        fr="Toutes les images ont un bruit de même force.",
    )
    # σ = 1/√1500 = 0.026
    expect.that(
        abs(np.corrcoef(spreads, np.arange(len(spreads)))[0, 1]) < 0.3,  # 11 σ
        en="The strength of an image follows from its place in the batch. It should be drawn at random.",
        fr="La force d’une image découle de sa place dans le lot. Elle devrait être tirée au hasard.",
    )
    # The same for any two images at the same distance from each other: σ = 1 at each distance.
    crowd = _spreads(_noise(submission.add_random_strength_noise, CROWD, 0.4, seed=37))
    expect.that(
        max(np.abs(together(each - each.mean())).max() for each in (spreads, crowd)) < 9,
        en="Several images share their strength. Each should have one of its own.",
        fr="Plusieurs images ont la même force. Chacune devrait avoir la sienne.",
    )
    # The strengths, up to their scale, which is that of the noise too: 2 is the mean of u, upside down.
    strengths = np.minimum(np.sort(spreads) / (2 * spreads.mean()), 1)
    uniform = (np.arange(len(strengths)) + 0.5) / len(strengths)
    # Largest distance from the uniform distribution (Kolmogorov-Smirnov): of 1500 draws it exceeds 0.1 with a chance
    # of 2·exp(-2·1500·0.1²) = 2e-13. None lies below 0.0165 with a chance of 1e-11; of 8400 below 0.003 likewise.
    expect.that(
        np.abs(strengths - uniform).max() < 0.12
        and strengths[0] < 0.0165
        and crowd.min() < 0.003 * 2 * crowd.mean(),
        en="The strengths of the images are not uniform between 0 and max_strength.",
        fr="Les forces des images ne sont pas uniformes entre 0 et max_strength.",
    )
    # Of 6912 values the largest tells the strength to a few ten-thousandths. Of 320 draws, 31 lie closer than that to the next
    # larger one (of 72 the chance is 1e-10); of a hundred steps, 220, of four hundred, 100. Noise in steps is another check's matter.
    # So are images without noise, which a strength of 0 leaves.
    large = _noise(
        submission.add_random_strength_noise, np.full((320, 48, 48, 3), 0.5, np.float32), 0.4, seed=45
    )
    silent = _spreads(_noise(submission.add_random_strength_noise, FLAT, 0.4, seed=34)).min() == 0
    if not silent and _uniform_within(large[:60]) and len(np.unique(large[:60])) > 100_000:
        strengths = np.sort(np.abs(large).max(axis=(1, 2, 3))) / 0.4
        # Of finer steps, the largest value lies just below one: by less than a tenth of a step on average, and by a half (σ =
        # 0.016) where there are none.
        below = [float(np.mean(-strengths * steps % 1)) for steps in (100, 255, 256, 999, 1000)]
        expect.that(
            np.sum(np.diff(strengths) < 3e-4) < 72 and min(below) > 0.35,
            en="The same strengths come again and again, as if they were rounded: each should be any number from 0 to max_strength.",
            fr="Les mêmes forces reviennent sans cesse, comme si elles étaient arrondies : chacune devrait être un nombre quelconque entre 0 et max_strength.",
        )
    # The stronger one of two images is of any strength, too: above 0.7 of the limit in all of 20 pairs with a chance of 1e-6.
    pairs = (_noise(submission.add_random_strength_noise, MANY[:2], 0.4, seed=seed) for seed in range(20))
    weakest, strongest = np.sort([_spreads(pair) for pair in pairs]).T
    # Where both are the same each time, the seed is not used: another check's matter.
    expect.that(
        strongest.min() < 0.75 * strongest.max() or np.ptp(weakest) < 0.3 * weakest.max(),
        en="The strongest image of a small batch always has the same strength: each should be drawn, whatever the others are.",
        fr="L’image la plus bruitée d’un petit lot a toujours la même force : chacune devrait être tirée, quelles que soient les autres.",
    )
    # The strength of a single image is any, too: above 0.85 of the limit twenty times with a chance of 3e-17.
    single = [_values(submission.add_random_strength_noise, MANY[:1], 0.4, seed) for seed in range(20)]
    expect.that(
        min(float(np.sqrt((each**2).mean())) for each in single) < 0.85 * 0.4 / np.sqrt(3),
        en="Where there is one image alone, it always has noise of the full strength: it should be drawn, too.",
        fr="Quand il n’y a qu’une image, son bruit est toujours de la force maximale : elle devrait être tirée aussi.",
    )
    # The largest noise of all: strength and v both near their limits.
    if _uniform_within(noise):  # another v changes the largest noise: that is another check's matter
        for limit in (0.4, 0.0137):
            noise = _noise(submission.add_random_strength_noise, MANY, limit, seed=33)
            largest = float(np.abs(noise).max())
            expect.that(
                0.95 * limit < largest < limit + 1e-6,
                en=f"The largest noise of many images should come close to max_strength ({limit}), and never pass it. Look at u and v.",
                fr=f"Le plus grand bruit de nombreuses images devrait approcher max_strength ({limit}), sans jamais le dépasser. Voyez u et v.",
                expected=limit,
                received=largest,
            )


def test_strength_own_noise(submission):
    for seed in (53, 0):
        has_own_noise(_divided(_noise(submission.add_random_strength_noise, GREY, 0.4, seed)))
    has_own_noise(_divided(_noise(submission.add_random_strength_noise, SEVEN, 0.4, seed=63)))
    every_image_has_noise(submission.add_random_strength_noise, 0.4)
    if in_steps(_noise(submission.add_random_strength_noise, FLAT, 0.4, seed=58)):
        return  # rounded: another check's matter
    for images in (CROWD, WIDE):
        never_comes_back(_divided(_noise(submission.add_random_strength_noise, images, 0.4, seed=58)))
    # The strengths are no numbers of the noise: held against as many of its values, from any place on, σ = 1.
    noise = _noise(submission.add_random_strength_noise, MANY, 0.4, seed=59)
    strengths = _spreads(noise) - _spreads(noise).mean()
    if strengths.std() > 0.1 * _spreads(noise).mean():
        # Or every other one of either, as where one of two generators draws in single precision: two numbers of 32 bits for
        # one of 64.
        values, halves = _divided(noise).ravel(), (slice(0, None, 2), slice(1, None, 2))
        pairs = [(values, strengths), *((values[half], strengths) for half in halves)]
        pairs += [(values, strengths[half]) for half in halves]
        expect.that(
            max(np.abs(together(*pair)).max() / np.sqrt(len(pair[1])) for pair in pairs) < 9,
            en="The strengths are the very numbers that the noise begins with: two generators with the same seed draw the same. Draw both from one.",
            fr="Les forces sont les nombres mêmes par lesquels le bruit commence : deux générateurs de même graine tirent la même chose. Tirez tout d’un seul.",
        )
    for images in (TWO, FOUR):
        noise = _noise(submission.add_random_strength_noise, images, 0.4, seed=55)
        is_drawn_once(noise[_spreads(noise) > 0.02])  # weaker, two numbers may look the same


def _has_form(submission, name, strength):
    add_noise = getattr(submission, name)
    noisy = expect.array(add_noise(DIGITS, strength, seed=1), shape=DIGITS.shape, dtype="float32")
    _is_noisy(noisy, DIGITS)
    colour = np.full((3, 4, 6, 3), 0.5)  # float64, three channels, higher than wide
    for each in (strength, 0.0):
        expect.array(add_noise(colour, each, seed=1), shape=colour.shape, dtype="float32")
    expect.array(add_noise(DIGITS[:1], strength, seed=1), shape=(1, 28, 28, 1), dtype="float32")
    # A number of NumPy, as out of np.linspace: times a float32 array it makes a float64 one.
    noisy = submission.support.with_numpy_number(submission.reference(name), DIGITS, strength, 1)
    expect.array(
        noisy, shape=DIGITS.shape, dtype="float32", of=f"{name}(images, np.float64({strength}), seed=1)"
    )


def _stays_in_range(add_noise, strength, shades=()):
    for each in (strength, 0.1):
        noisy = expect.array(add_noise(DIGITS, each, seed=1), shape=DIGITS.shape)
        expect.within(noisy, 0.0, 1.0)
        _is_noisy(noisy, DIGITS)
        for images in shades:
            expect.within(expect.array(add_noise(images, each, seed=1), shape=DIGITS.shape), 0.0, 1.0)


def _follows_seed(submission, name, strength, divided=False):
    add_noise = getattr(submission, name)
    expect.that(
        np.array_equal(*(_noise(add_noise, GREY, strength, 1) for _ in range(2)))
        and np.array_equal(*(_noise(add_noise, FEW, strength, 0) for _ in range(2))),
        en="Two calls with the same seed gave different noise.",
        fr="Deux appels avec la même graine ont donné des bruits différents.",
    )
    _noise(add_noise, FEW, strength / 2, 1)  # what is kept of it must not show in the next call
    first = _noise(add_noise, FEW, strength, 1)
    hashed = submission.support.other_hashes(submission.reference(name), FEW, strength, 1)
    again = [
        _noise(getattr(submission.fresh(), name), FEW, strength, 1),
        expect.array(hashed, shape=FEW.shape).astype(np.float64) - FEW,
    ]
    expect.that(
        all(np.array_equal(first, each) for each in again),
        en="In another process, or after other calls, the same seed gives other noise. Make the generator from the number seed itself, anew in each call.",
        fr="Dans un autre processus, ou après d’autres appels, la même graine donne un autre bruit. Créez le générateur à partir du nombre seed lui-même, à neuf à chaque appel.",
    )
    shaded = FEW + np.linspace(-0.02, 0.08, FEW.size, dtype=np.float32).reshape(FEW.shape)
    other = _noise(add_noise, shaded, strength, 1)
    # How strong it is where, what is rounded, and one number for all values, is another check's matter.
    inside = (np.abs(first) < 0.4) & (np.abs(other) < 0.4) & (first != 0) & (other != 0)
    expect.that(
        inside.sum() < 50
        or min(np.ptp(first[inside]), np.ptp(other[inside])) < 1e-6
        or np.corrcoef(first[inside], other[inside])[0, 1] > 0.5,
        en="With the same seed, other images of the same shape get other noise: the seed alone should decide.",
        fr="Avec la même graine, d’autres images de même forme reçoivent un autre bruit : seule la graine devrait décider.",
    )
    _noise(add_noise, FEW, strength, 2**32 - 1)  # the largest seed: one more is no seed of NumPy's
    expect.that(
        submission.support.keeps_what_it_returned(submission.reference(name), FEW, strength),
        en="What an earlier call returned is altered by the next one, with another seed: each should return an array of its own.",
        fr="Ce qu’un appel a renvoyé est modifié par le suivant, d’une autre graine : chacun devrait renvoyer un tableau à lui.",
    )
    # Noise of other strengths only, in the same pattern, is the same noise. Images all of one number may be the same by
    # chance, which is another check's matter: so many of them are not.
    noises = [_noise(add_noise, GREY, strength, seed) for seed in (1, 65_536_001, 0)]
    small = [_noise(add_noise, FEW, strength, seed) for seed in SEEDS]
    if divided:
        noises, small = ([_divided(each) for each in batches] for batches in (noises, small))
    small = [each for each in small if each.std(axis=(1, 2, 3)).min() > 1e-6]
    alone = [_values(add_noise, GREY[:1], strength, seed) for seed in (1, 2)]  # a batch of one image
    if divided:
        alone = [each / max(each.std(), 1e-9) for each in alone]
    pairs = [*itertools.combinations(noises, 2), *itertools.combinations(small, 2), alone]
    expect.that(
        not any(_alike(one, two) for one, two in pairs),
        en="Two different seeds gave the same noise.",
        fr="Deux graines différentes ont donné le même bruit.",
    )
    expect.that(
        not any(
            _alike(one, two)
            for batch, other in itertools.combinations(small, 2)
            for one, two in itertools.product(batch, other)
        ),
        en="An image has the noise that another image has with another seed. With another seed, every image should have other noise.",
        fr="Une image a le bruit qu’une autre image a avec une autre graine. Avec une autre graine, chaque image devrait avoir un autre bruit.",
    )
    # Nor any of many images, however far on: σ = 1 at each distance.
    one, two = (_noise(add_noise, ROW, strength, seed) for seed in (8, 9))
    one, two = ((_divided(each) if divided else each).ravel() for each in (one, two))
    one, two = one - one.mean(), two - two.mean()
    if max(np.abs(together(each)).max() for each in (one, two)) > 12:
        return  # noise that comes back with one seed already is another check's matter
    # TensorFlow's generators of neighbouring seeds draw the same numbers, four places further on: not whole images of nine.
    image = ROW[0].size
    shifted = max(np.abs(together(*pair)[::image]).max() for pair in ((one, two), (two, one))) / np.sqrt(
        one.size
    )
    expect.that(
        shifted < 9,
        en="Images have the noise that images further on have with another seed. With another seed, every image should have other noise.",
        fr="Des images ont le bruit que des images plus loin ont avec une autre graine. Avec une autre graine, chaque image devrait avoir un autre bruit.",
    )


def _leaves_input(submission, name, strength):
    add_noise = getattr(submission, name)
    for images in (DIGITS, DIGITS.astype(np.float64)):
        noisy, after = add_noise.with_arguments(images, strength, seed=1)
        noisy = expect.array(noisy, shape=images.shape)
        expect.unchanged(images, expect.sequence(after, 2)[0])
        _is_noisy(noisy, images)
        for layout in LAYOUTS[:2]:  # those that do not take "turned" ones: another check's matter
            seen = submission.support.laid_out(submission.reference(name), images, strength, 1, layout)
            expect.unchanged(images, seen["after"], of=f"{name}(images, {strength}, seed=1)")
            expect.that(
                seen["writeable"],
                en="After the call, the images received may no longer be written to: they should be left as they were.",
                fr="Après l’appel, on ne peut plus écrire dans les images reçues : elles devraient rester telles quelles.",
            )


def leaves_global_generators(submission, name, images):
    before = submission.global_state()
    for each in (images, images.astype(np.float64)):
        _noise(getattr(submission, name), each, 0.3, seed=61)
    expect.that(
        before == submission.global_state(),
        en="NumPy’s global generator was used or seeded. Draw from a generator of your own, made from seed.",
        fr="Le générateur global de NumPy a été utilisé ou réinitialisé. Tirez d’un générateur à vous, créé à partir de seed.",
    )
    disturbed = submission.support.disturbed_generators(submission.reference(name), FEW, 0.3)
    for whose in ("Python", "TensorFlow"):
        expect.that(
            whose not in disturbed,
            en=f"The global generator of {whose} was used or seeded. Draw from a generator of your own, made from seed.",
            fr=f"Le générateur global de {whose} a été utilisé ou réinitialisé. Tirez d’un générateur à vous, créé à partir de seed.",
        )


def _noise(add_noise, images, strength, seed):
    noisy = expect.array(add_noise(images, strength, seed=seed), shape=images.shape)
    _is_noisy(noisy, images)
    return noisy.astype(np.float64) - images


def _values(add_noise, grey, strength, seed):
    """Return the noise of images all of 0.5, one value after the other: their shape is another check's matter."""
    return expect.array(add_noise(grey, strength, seed=seed)).astype(np.float64).ravel() - 0.5


def _is_noisy(noisy, images):
    """What holds of noise holds of nothing where there is none."""
    expect.that(
        np.abs(noisy - images).max() > 1e-3,
        en="The images came back as they were, without noise: there is nothing here to judge, so this check gives no points.",
        fr="Les images sont revenues telles quelles, sans bruit : il n’y a rien à juger ici, et cette vérification ne donne donc pas de points.",
    )


def _flatness(values):
    """Return the mean of the fourth powers in units of the spread: 3 where they are drawn from the normal distribution."""
    return float(np.mean(values**4) / np.mean(values**2) ** 2)


def _alike(one, two):
    """Whether two noises are the same in nearly all places; those without any noise do not count."""
    if one.shape != two.shape:
        return False
    noisy = (one != 0) | (two != 0)
    return noisy.any() and np.mean(np.abs(one - two)[noisy] < 1e-3 * max(one.std(), 1e-9)) > 0.9


def _spreads(noise):
    """Return the standard deviation of each image's noise around 0, or its size where it is one number: a third of √3 times its strength."""
    return np.sqrt((noise**2).mean(axis=(1, 2, 3)))


def _divided(noise):
    """Return the noise, each image divided by its spread."""
    return noise / np.maximum(_spreads(noise), 1e-9)[:, None, None, None]


def _uniform_within(noise):
    """Whether the noise of each image, divided by its spread, is uniform on both sides of 0."""
    values = np.sort(_divided(noise).ravel()) / np.sqrt(3)
    ranks = (np.arange(len(values)) + 0.5) / len(values)
    return bool(np.abs((np.clip(values, -1, 1) + 1) / 2 - ranks).max() < 0.04)


def draws(noise):
    """Return the numbers that were drawn, each once where they are repeated, which is another check's matter."""
    different = np.unique(noise)
    one_image = np.unique(noise[0])
    expect.that(
        len(different) >= 1000 or len(one_image) < len(different) / 2,
        en="The noise takes a few values only, as if it were rounded.",
        fr="Le bruit ne prend que quelques valeurs, comme s’il était arrondi.",
    )
    spared = np.mean(noise == 0) > 0.05  # places without noise are no repetition
    return noise.ravel() if spared or len(different) > noise.size / 2 else different


def in_steps(noise):
    """Return whether some of the numbers of an image, and not all, are those of the next one, too, as where they are rounded.

    Of 1440 numbers of 32 bits hardly one is; of as many in ten thousandths, one in seven. All are where noise is repeated.
    """
    found = [
        np.isin(one[one != 0], two).mean()
        for one, two in itertools.pairwise(noise.reshape(len(noise), -1))
        if one.any()
    ]
    return sum(0.02 < each < 0.9 for each in found) > 0.5 * len(noise)


def is_not_rounded(noise):
    expect.that(
        not in_steps(noise),
        en="The noise of all images takes the same few values, as if it were rounded: each should be any number.",
        fr="Le bruit de toutes les images prend les mêmes quelques valeurs, comme s’il était arrondi : chacune devrait être un nombre quelconque.",
    )


def has_own_noise(noise):
    # Two images, rows, columns or channels that have the same noise in most places, up to a thousandth: by chance it is
    # the same in fewer than 2 of 1000. Places without any noise are another check's matter.
    near = 1e-3 * np.abs(noise).max()
    expect.that(
        not noise.any() or (np.ptp(noise, axis=(1, 2, 3)) > near).any(),
        en="All values of an image have the same noise: each pixel and each channel should have a number of its own.",
        fr="Toutes les valeurs d’une image ont le même bruit : chaque pixel et chaque canal devrait avoir son propre nombre.",
    )
    for axis, (en, fr) in AXES.items():
        parts = np.moveaxis(noise, axis, 0).reshape(noise.shape[axis], -1)
        for number, part in enumerate(parts[:-1]):
            others = parts[number + 1 :]
            noisy = (others != 0) | (part != 0)
            repeated = ((np.abs(others - part) < near) & noisy).sum(axis=1) > 0.5 * np.maximum(
                noisy.sum(axis=1), 1
            )
            expect.that(not repeated.any(), en=f"Noise is repeated: {en}.", fr=f"Le bruit se répète : {fr}.")
        # Neighbours have nothing to do with one another: their correlation has a standard error of 1/√number.
        one, next_one = parts[:-1].ravel(), parts[1:].ravel()
        noisy = (one != 0) & (next_one != 0)
        if noisy.sum() > 1000 and min(one[noisy].std(), next_one[noisy].std()) > 0:
            expect.that(
                abs(np.corrcoef(one[noisy], next_one[noisy])[0, 1]) < 8 / np.sqrt(noisy.sum()),
                en="The noise of neighbours goes together, as if it were smoothed: each value should have a number of its own.",
                fr="Le bruit de valeurs voisines va ensemble, comme s’il était lissé : chaque valeur devrait avoir son propre nombre.",
            )


def every_image_has_noise(add_noise, strength):
    """However many images and values there are: also the last ones of a number that no even number divides."""
    grey = _noise(add_noise, GREY, strength, seed=64)
    if (np.abs(grey).max(axis=(1, 2, 3)) == 0).any() or np.mean(grey == 0) > 0.01:
        return  # where images or values of any batch are spared, that is another check's matter
    for count in COUNTS:
        images = np.full((count, 3, 3, 1), 0.5, np.float32)
        silent = np.ones(images.shape, bool)
        for seed in range(64, 72):  # a strength, or a number, may be 0 by chance
            silent &= _noise(add_noise, images, strength, seed) == 0
            if not silent.any():
                break
        expect.that(
            not silent.all(axis=(1, 2, 3)).any(),
            en=f"Of {count} images, some received no noise at all. Every image should, the last one, too.",
            fr=f"De {count} images, certaines n’ont reçu aucun bruit. Chaque image devrait en recevoir, la dernière aussi.",
        )
        expect.that(
            not silent.any(),
            en=f"Of {count} images of 3 × 3 pixels, some values received no noise. Every value should, the last one of an odd number, too.",
            fr=f"De {count} images de 3 × 3 pixels, certaines valeurs n’ont reçu aucun bruit. Chaque valeur devrait en recevoir, la dernière d’un nombre impair aussi.",
            expected=0,
            received=int(silent.sum()),
        )


def together(values, others=None):
    """Return how far values go together with `others` (themselves) that stand any distance further on, in standard errors.

    Distances of which fewer than 300 pairs are left are left out.
    """
    others = values if others is None else others
    if min(values.std(), others.std()) < 1e-9:
        return np.zeros(1)
    size = len(values)
    length = 1 << (2 * size - 1).bit_length()
    sums = np.fft.irfft(np.fft.rfft(values, length) * np.conj(np.fft.rfft(others, length)), length)
    sums = sums[int(others is values) : size - 300] / (values.std() * others.std())
    if others is values:
        return sums / np.sqrt(size - 1 - np.arange(len(sums)))
    return sums


def never_comes_back(noise):
    """No stretch of the noise comes back further on, turned over or not: neither image after image nor row after row."""
    if np.mean(noise == 0) > 0.01:
        return  # places without noise are another check's matter
    images = noise.reshape(len(noise), -1)
    images = images - images.mean(axis=1, keepdims=True)
    images /= np.maximum(images.std(axis=1, keepdims=True), 1e-9)
    # Within an image, and from its middle: so the values of a small one are not independent of one another.
    first = images.shape[1] if len(images) > 2 else 1
    beyond = np.abs(together(images.ravel())[first - 1 :])  # nothing where the noise is one number an image
    # Of 130 000 distances one passes 9 standard errors with a chance below 1e-12; half of the values repeated: 100.
    expect.that(
        not beyond.size or beyond.max() < 9,
        en="Noise is repeated in a large array, as if it were drawn for a part of it and used again: for many images, or in large ones.",
        fr="Le bruit se répète dans un grand tableau, comme s’il était tiré pour une partie et réutilisé : d’une image à une autre, ou dans une grande image.",
    )
    # Nor, anywhere, that of one image in another: those that begin alike stand side by side in the order of their first values.
    # Where seeds of 31 bits are drawn for them, two of 10 400 images have the same with a chance of 0.03.
    row = images[images.any(axis=1)]
    row = row[np.argsort(row[:, 0])]
    twins = int(np.all(np.abs(np.diff(row, axis=0)) < 1e-3, axis=1).sum()) if row.shape[1] > 1 else 0
    expect.that(
        twins < 3,
        en=f"Of {len(images)} images, some have the very same noise, as if there were a limited number of patterns; pairs of them:",
        fr=f"Sur {len(images)} images, certaines ont exactement le même bruit, comme s’il n’y avait qu’un nombre limité de motifs ; nombre de ces paires :",
        expected=0,
        received=twins,
    )
    # Of a million float32 numbers about 0.9 are different; noise that is rounded, or clipped, is another check's matter.
    drawn = noise[np.abs(np.abs(noise) - 0.5) > 1e-6]
    different = len(np.unique(drawn))
    expect.that(
        different > 0.7 * drawn.size or different < 20_000,
        en="In a large array the same numbers come again and again, as if they were picked from a stock: draw one for each value.",
        fr="Dans un grand tableau, les mêmes nombres reviennent sans cesse, comme pris dans une réserve : tirez-en un pour chaque valeur.",
    )


def is_drawn_once(noise, middle=0.0):
    """The numbers are drawn one by one: they do not come back elsewhere, turned over in the middle or not."""
    expect.that(
        not noise.size or (np.abs(noise).max(axis=(0, 1, 2)) > 0).all(),
        en="A channel received no noise.",
        fr="Un canal n’a reçu aucun bruit.",
    )
    # Places without noise, and those where too much of it was clipped, are another check's matter.
    noise = noise[(noise != 0) & (np.abs(noise) < 0.4999)]
    # So far from one another are two of some hundred numbers but for a few. Where many are the same without turning any over, they
    # are rounded, or of one pattern, which other checks see.
    found = len(np.unique(np.round(np.abs(noise - middle), 6)))
    expect.that(
        found >= 0.6 * noise.size or len(np.unique(noise)) < 0.4 * noise.size,
        en="Noise is repeated: the same numbers come back elsewhere, or with the opposite sign.",
        fr="Le bruit se répète : les mêmes nombres reviennent ailleurs, ou avec le signe opposé.",
    )
