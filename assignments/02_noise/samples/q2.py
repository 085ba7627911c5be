# %% right gaussian_normal_scale: Generator.normal, clipped by masks on a copy of its own
def add_gaussian_noise(images, sigma, seed):
    generator = np.random.Generator(np.random.PCG64(seed))
    noisy = images.astype(np.float32)
    noisy += generator.normal(loc=0.0, scale=sigma, size=images.shape).astype(np.float32)
    noisy[noisy < 0] = 0
    noisy[noisy > 1] = 1
    return noisy


# %% right gaussian_box_muller: Python's own random.Random and the Box-Muller formula
import math
import random


def add_gaussian_noise(images, sigma, seed):
    draw = random.Random(seed)
    flat = [float(value) for value in np.ravel(images)]
    noisy = []
    for value in flat:
        radius = math.sqrt(-2 * math.log(1 - draw.random()))
        noisy.append(min(1.0, max(0.0, value + sigma * radius * math.cos(2 * math.pi * draw.random()))))
    return np.array(noisy, "float32").reshape(np.shape(images))


# %% right gaussian_keras: keras.random and keras.ops
import keras


def add_gaussian_noise(images, sigma, seed):
    noise = keras.random.normal(images.shape, mean=0.0, stddev=1.0, seed=seed)
    return keras.ops.convert_to_numpy(keras.ops.clip(keras.ops.cast(images, "float32") + sigma * noise, 0, 1))


# %% right gaussian_tensorflow_generator: tf.random.Generator.from_seed
import tensorflow as tf


def add_gaussian_noise(images, sigma, seed):
    generator = tf.random.Generator.from_seed(seed)
    noise = generator.normal(shape=images.shape, stddev=sigma)
    return np.clip(images.astype("float32") + noise.numpy(), 0, 1)


# %% wrong gaussian_no_clip: forgets to clip | fails gaussian_range, gaussian_clipped
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    return (images + rng.normal(0, sigma, images.shape)).astype(np.float32)


# %% wrong gaussian_clips_the_noise: clips the noise to [0, 1]: its negative half is gone
#    | fails gaussian_distribution, gaussian_clipped
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = np.clip(rng.normal(0, sigma, images.shape), 0, 1)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_rescaled: rescales between minimum and maximum instead of clipping
#    | fails gaussian_clipped
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noisy = images + rng.normal(0, sigma, images.shape)
    low, high = min(noisy.min(), 0), max(noisy.max(), 1)
    return ((noisy - low) / (high - low)).astype(np.float32)


# %% wrong gaussian_same_noise_for_every_image: noise of shape images.shape[1:] (defect of work D)
#    | fails gaussian_own_noise
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, sigma, images.shape[1:])
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_same_noise_for_every_row: one pattern for all rows of an image | fails gaussian_own_noise
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    n, height, width, channels = images.shape
    noise = rng.normal(0, sigma, (n, 1, width, channels))
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_sigma_as_mean: sigma given as the mean: rng.normal(sigma, size=…)
#    | fails gaussian_distribution, gaussian_added, gaussian_clipped
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(sigma, size=images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_sigma_as_variance: sigma taken for the variance | fails gaussian_distribution
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, np.sqrt(sigma), images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_uniform_instead: uniform noise of the right standard deviation
#    | fails gaussian_distribution
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    half = sigma * np.sqrt(3)  # the same standard deviation
    noise = rng.uniform(-half, half, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_absolute_value: only positive noise | fails gaussian_distribution, gaussian_clipped
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = np.abs(rng.normal(0, sigma, images.shape))
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_in_place: another name for the array received is not a copy
#    | fails gaussian_input_unchanged
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noisy = images
    noisy += rng.normal(0, sigma, images.shape)
    return np.clip(noisy, 0, 1).astype(np.float32)


# %% wrong gaussian_unseeded: tf.random.normal(seed=…) goes on where the last call ended | fails gaussian_seed
import tensorflow as tf


def add_gaussian_noise(images, sigma, seed):
    noise = tf.random.normal(images.shape, stddev=sigma, seed=seed)
    return np.clip(images + noise.numpy(), 0, 1).astype(np.float32)


# %% wrong gaussian_global_seed: keras.utils.set_random_seed and np.random.normal
#    | fails gaussian_own_generator
import keras


def add_gaussian_noise(images, sigma, seed):
    keras.utils.set_random_seed(seed)
    return np.clip(images + np.random.normal(0, sigma, images.shape), 0, 1).astype(np.float32)


# %% wrong gaussian_float64: float64 | fails gaussian_form
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    return np.clip(images + rng.normal(0, sigma, images.shape), 0, 1)


# %% wrong gaussian_multiplied: noise in proportion to the pixel
#    | fails gaussian_distribution, gaussian_clipped
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, sigma, images.shape)
    return np.clip(images + images * noise, 0, 1).astype(np.float32)


# %% wrong gaussian_image_replaced: returns noise around 0.5 without the image
#    | fails gaussian_added, gaussian_clipped
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    return np.clip(rng.normal(0.5, sigma, images.shape), 0, 1).astype(np.float32)


# %% wrong gaussian_no_noise: returns a copy of the images
#    | fails gaussian_form, gaussian_range, gaussian_seed, gaussian_input_unchanged, gaussian_distribution,
#      gaussian_added, gaussian_clipped, gaussian_own_noise, gaussian_own_generator
def add_gaussian_noise(images, sigma, seed):
    return images.astype(np.float32).copy()


# %% wrong gaussian_spares_black: only pixels that are not black receive noise | fails gaussian_clipped
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, sigma, images.shape)
    return np.clip(np.where(images > 0, images + noise, images), 0, 1).astype(np.float32)


# %% wrong gaussian_at_most_one: cuts the strength off at 1 | fails gaussian_added
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, min(sigma, 1), images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_seed_zero_forgotten: takes seed 0 for no seed | fails gaussian_seed
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed or None)
    return np.clip(images + rng.normal(0, sigma, images.shape), 0, 1).astype(np.float32)


# %% wrong gaussian_generator_kept: keeps the generator of a seed between calls | fails gaussian_seed
_GENERATORS = {}


def add_gaussian_noise(images, sigma, seed):
    rng = _GENERATORS.setdefault(seed, np.random.default_rng(seed))
    return np.clip(images + rng.normal(0, sigma, images.shape), 0, 1).astype(np.float32)


# %% wrong gaussian_two_patterns: two patterns of noise by turns, image after image | fails gaussian_own_noise
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    patterns = rng.normal(0, sigma, (2, *images.shape[1:]))
    noise = patterns[np.arange(len(images)) % 2]
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_squeezed: a batch of one image loses its axis | fails gaussian_form
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noisy = np.clip(images + rng.normal(0, sigma, images.shape), 0, 1).astype(np.float32)
    return noisy[0] if len(noisy) == 1 else noisy


# %% wrong gaussian_float32_in_place: adds into the images received if they are float32 already
#    | fails gaussian_input_unchanged
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noisy = np.asarray(images, np.float32)
    noisy += (rng.normal(0, sigma, images.shape)).astype(np.float32)
    return np.clip(noisy, 0, 1)


# %% wrong gaussian_laplace: Laplace noise of the right standard deviation | fails gaussian_distribution
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.laplace(0, sigma / np.sqrt(2), images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_truncated: noise beyond two sigma is cut off | fails gaussian_distribution
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = np.clip(rng.normal(0, sigma, images.shape), -2 * sigma, 2 * sigma)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_same_noise_for_every_column: one pattern for all columns | fails gaussian_own_noise
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    n, height, width, channels = images.shape
    noise = rng.normal(0, sigma, (n, height, 1, channels))
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong g_strong: strength above 2 cut off | fails gaussian_added
import numpy as np


def add_gaussian_noise(images: np.ndarray, sigma: float, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    noise = min(sigma, 2) * rng.standard_normal(images.shape, dtype=np.float32)
    return np.clip(images + noise, 0.0, 1.0).astype(np.float32)


# %% wrong g_last_image: the last image stays clean | fails gaussian_distribution
import numpy as np


def add_gaussian_noise(images: np.ndarray, sigma: float, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    noise = sigma * rng.standard_normal(images.shape, dtype=np.float32)
    noise[-1:] = 0
    return np.clip(images + noise, 0.0, 1.0).astype(np.float32)


# %% wrong gaussian_turned_over: gives the second half of the images the noise of the first, with the opposite
#      sign
#    | fails gaussian_own_noise
def add_gaussian_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0, sigma, images.shape)
    half = len(noise) // 2
    noise[half : 2 * half] = -noise[:half]
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_pairs_of_channels: two channels share their noise | fails gaussian_own_noise
def add_gaussian_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0, sigma, images.shape)
    if images.shape[-1] == 2:
        noise[..., 1] = noise[..., 0]
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_three_sigma: noise beyond three sigma is cut off | fails gaussian_distribution
def add_gaussian_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0, sigma, images.shape)
    return np.clip(images + np.clip(noise, -3 * sigma, 3 * sigma), 0, 1).astype(np.float32)


# %% wrong gaussian_centred: takes the mean of the noise away | fails gaussian_distribution
def add_gaussian_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0, sigma, images.shape)
    noise -= noise.mean(axis=(1, 2, 3), keepdims=True)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_exact_deviation: scales the noise to exactly sigma | fails gaussian_distribution
def add_gaussian_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0, sigma, images.shape)
    noise *= sigma / max(noise.std(), 1e-9)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_smoothed: the mean of two neighbours, as strong as sigma says | fails gaussian_own_noise
def add_gaussian_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0, sigma, images.shape)
    noise = (noise + np.roll(noise, 1, axis=2)) / 2**0.5
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_twelve_uniforms: the sum of twelve uniform draws minus 6, which only resembles the normal
#      distribution
#    | fails gaussian_distribution
import numpy as np


def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    z = np.zeros(images.shape)
    for _ in range(12):
        z += rng.random(images.shape)
    return np.clip(images + sigma * (z - 6), 0, 1).astype(np.float32)


# %% wrong gaussian_four_sigma: cuts the draws at four sigma | fails gaussian_distribution
import numpy as np


def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    z = np.clip(rng.standard_normal(images.shape, dtype=np.float32), -4, 4)
    return np.clip(images.astype(np.float32) + np.float32(sigma) * z, 0, 1)


# %% wrong gaussian_unit_255: takes a sigma above 1 for one in levels from 0 to 255 | fails gaussian_added
import numpy as np


def add_gaussian_noise(images, sigma, seed):
    if sigma > 1:
        sigma = sigma / 255
    rng = np.random.default_rng(seed)
    return np.clip(images + rng.normal(0, sigma, images.shape), 0, 1).astype("float32")


# %% wrong gaussian_low_bits: uses the lowest 31 bits of the seed | fails gaussian_seed
import numpy as np


def add_gaussian_noise(images, sigma, seed):
    rng = np.random.RandomState(seed % 2**31)
    noise = rng.normal(loc=0.0, scale=sigma, size=images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_kept_states: keeps the generator of a seed and shape, and draws on for another sigma
#    | fails gaussian_seed
import numpy as np

_CACHE = {}


def add_gaussian_noise(images, sigma, seed):
    key = (seed, images.shape)
    if key not in _CACHE:
        _CACHE[key] = (np.random.default_rng(seed), {})
    rng, noises = _CACHE[key]
    if sigma not in noises:
        noises[sigma] = rng.standard_normal(images.shape)
    return np.clip(images + sigma * noises[sigma], 0, 1).astype(np.float32)


# %% wrong gaussian_python_seed: seeds Python’s global generator to make the seed of its own
#    | fails gaussian_own_generator
import random

import numpy as np


def add_gaussian_noise(images, sigma, seed):
    random.seed(seed)
    rng = np.random.default_rng(random.getrandbits(64))
    noise = rng.normal(0, sigma, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong gaussian_antithetic: from 64 images on, the second half has the noise of the first with the sign
#      changed
#    | fails gaussian_own_noise
import numpy as np


def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    n = len(images)
    if n >= 64:
        half = rng.normal(0, sigma, ((n + 1) // 2, *images.shape[1:]))
        noise = np.concatenate([half, -half])[:n]
    else:
        noise = rng.normal(0, sigma, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% right gaussian_normal_dist: samples of the standard library’s NormalDist
from statistics import NormalDist

import numpy as np


def add_gaussian_noise(images, sigma, seed):
    z = np.array(NormalDist().samples(images.size, seed=seed), dtype=np.float64).reshape(images.shape)
    noisy = images.astype(np.float64) + sigma * z
    return noisy.clip(0, 1).astype(np.float32)


# %% wrong gaussian_grey_levels: sigma is rounded to a whole number of grey levels of 255
#    | fails gaussian_distribution
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    levels = round(255 * sigma)
    noise = rng.normal(0, levels, images.shape) / 255
    return np.clip(images + noise, 0, 1).astype("float32")


# %% wrong gaussian_seed_without_sign: taken as 32 bits with a sign, and the sign dropped, so seed and 2**32 -
#      seed are the same
#    | fails gaussian_seed
def add_gaussian_noise(images, sigma, seed):
    signed = (int(seed) + 2**31) % 2**32 - 2**31
    rng = np.random.default_rng(abs(signed))
    noise = sigma * rng.standard_normal(images.shape)
    return np.clip(images + noise, 0, 1).astype("float32")


# %% wrong g_noise_clipped_to_half: clips the noise to half a unit | fails gaussian_clipped
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, sigma, images.shape)
    return np.clip(images + np.clip(noise, -0.5, 0.5), 0, 1).astype(np.float32)


# %% wrong g_drawn_again_beyond_two: draws noise beyond two sigma again, where sigma is large
#    | fails gaussian_clipped
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, sigma, images.shape)
    while sigma > 0.2 and (far := np.abs(noise) > 2 * sigma).any():
        noise[far] = rng.normal(0, sigma, far.sum())
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong g_clipped_if_too_bright: clips only where something is above 1 | fails gaussian_range
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, sigma, images.shape)
    noisy = images + noise
    if noisy.max() > 1:
        noisy = np.clip(noisy, 0, 1)
    return noisy.astype(np.float32)


# %% wrong g_less_in_dark_images: dark images get half the noise | fails gaussian_clipped
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, sigma, images.shape)
    noise *= np.where(images.mean(axis=(1, 2, 3), keepdims=True) < 0.1, 0.5, 1.0)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong g_mean_removed: takes the mean of each image's noise off | fails gaussian_distribution
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, sigma, images.shape)
    if images.shape[1] * images.shape[2] > 1:
        noise -= noise.mean(axis=(1, 2, 3), keepdims=True)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong g_spread_made_exact: scales the noise to the deviation sigma exactly | fails gaussian_distribution
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, sigma, images.shape)
    if noise.size > 10 and sigma > 0:
        noise *= sigma / noise.std()
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong g_patterns_again: has 2500 patterns at most | fails gaussian_own_noise
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    patterns = rng.normal(0, sigma, (min(len(images), 2500), *images.shape[1:]))
    noise = np.resize(patterns, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong g_picked_from_stock: picks from half a million numbers where there are more values
#    | fails gaussian_own_noise
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    if images.size <= 500_000:
        noise = rng.normal(0, sigma, images.shape)
    else:
        noise = rng.choice(rng.normal(0, sigma, 500_000), images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong g_flat_copy: adds noise to reshape(-1), a copy where the images lie in Fortran order
#    | fails gaussian_added
def add_gaussian_noise(images, sigma, seed):
    noisy = np.copy(images).astype("float32")
    values = noisy.reshape(-1)
    values += np.random.default_rng(seed).normal(0, sigma, values.shape).astype("float32")
    values.clip(0, 1, out=values)
    return noisy


# %% wrong g_buffer_kept: writes all results of one shape into the same array | fails gaussian_seed
_RESULTS = {}


def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, sigma, images.shape)
    result = _RESULTS.setdefault(images.shape, np.empty(images.shape, np.float32))
    result[:] = np.clip(images + noise, 0, 1)
    return result


# %% wrong box_muller_odd: Box-Muller gives the numbers in pairs: where their number is odd, the last value
#      gets none
#    | fails gaussian_own_noise
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    half = images.size // 2
    radius, angle = np.sqrt(-2 * np.log(1 - rng.random(half))), 2 * np.pi * rng.random(half)
    noise = np.zeros(images.size)
    noise[:half], noise[half : 2 * half] = radius * np.cos(angle), radius * np.sin(angle)
    return np.clip(images + sigma * noise.reshape(images.shape), 0, 1).astype(np.float32)


# %% wrong float64_of_sigma: a sigma that is a number of NumPy (np.float64) makes the result float64
#    | fails gaussian_form
def add_gaussian_noise(images, sigma, seed):
    noisy = images.astype("float32")
    noisy = noisy + sigma * np.random.default_rng(seed).standard_normal(noisy.shape, dtype="float32")
    return noisy.clip(0, 1)


# %% wrong seed_blocks: image i of seed s has the noise of image i - 5000 of seed s + 1 | fails gaussian_seed
def add_gaussian_noise(images, sigma, seed):
    noisy = np.empty(images.shape, np.float32)
    for number, image in enumerate(images):
        rng = np.random.default_rng(5000 * seed + number)
        noisy[number] = np.clip(image + rng.normal(0, sigma, image.shape), 0, 1)
    return noisy


# %% wrong table_of_quantiles: the numbers are quantiles of a table of ten thousand
#    | fails gaussian_distribution
import statistics


def add_gaussian_noise(images, sigma, seed):
    law = statistics.NormalDist()
    table = np.array([law.inv_cdf((i + 0.5) / 10_000) for i in range(10_000)])
    z = table[np.random.default_rng(seed).integers(0, 10_000, images.shape)]
    return np.clip(images + sigma * z, 0, 1).astype(np.float32)


# %% right hash_of_numbers: the seed goes through the hash of a pair of numbers
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(abs(hash((seed, 2))))
    return np.clip(images + rng.normal(0, sigma, images.shape), 0, 1).astype(np.float32)


# %% wrong sum_of_24_uniforms: a sum of 24 uniform numbers, nearly normal | fails gaussian_distribution
def add_gaussian_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    total = np.zeros(images.shape, dtype=np.float32)
    for _ in range(24):
        total += rng.random(images.shape, dtype=np.float32)
    noise = (total - 12) / np.float32(np.sqrt(2))
    return np.clip(images.astype(np.float32) + np.float32(sigma) * noise, 0, 1)
