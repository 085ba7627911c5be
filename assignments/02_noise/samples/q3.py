# %% right strength_loop: a loop over the images
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    noisy = np.empty(images.shape, dtype=np.float32)
    for index, image in enumerate(images):
        strength = rng.random() * max_strength
        noise = rng.uniform(-strength, strength, size=image.shape)
        noisy[index] = np.clip(image + noise, 0, 1)
    return noisy


# %% right strength_tensorflow: TensorFlow, strengths and noise from two stateless draws
import tensorflow as tf


def add_random_strength_noise(images, max_strength, seed):
    images = tf.convert_to_tensor(images, dtype=tf.float32)
    u = tf.random.stateless_uniform((len(images), 1, 1, 1), seed=(seed, 1))
    v = tf.random.stateless_uniform(images.shape, seed=(seed, 2), minval=-1.0, maxval=1.0)
    return tf.clip_by_value(images + u * max_strength * v, 0.0, 1.0).numpy()


# %% right strength_two_generators: strengths and noise from two generators, helper called by keywords, einsum
def _strengths(count, limit, seed):
    return np.random.default_rng([seed, 1]).uniform(0, limit, count)


def add_random_strength_noise(images, max_strength, seed):
    s = _strengths(limit=max_strength, count=images.shape[0], seed=seed)
    v = 2 * np.random.default_rng([seed, 2]).random(images.shape) - 1
    return np.einsum("i,i...->i...", s, v).__add__(images).clip(0, 1).astype("f4")


# %% wrong strength_same_for_all_images: one strength for the whole batch | fails strength_per_image
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strength = max_strength * rng.random()
    noise = strength * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_fixed: every image gets the largest strength | fails strength_per_image
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    noise = max_strength * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_per_pixel: a strength for each value in the place of one for each image
#    | fails strength_per_image, strength_distribution
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random(images.shape)
    noise = strengths * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_one_number_per_image: one scalar per image instead of one value per pixel (defect of work
#      C)
#    | fails strength_per_image, strength_distribution, strength_own_noise
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    noisy = np.empty(images.shape, np.float32)
    for i in range(len(images)):
        noise = rng.random() * max_strength * rng.uniform(-1, 1)
        noisy[i] = np.clip(images[i] + noise, 0, 1)
    return noisy


# %% wrong strength_same_pattern_for_every_image: noise of shape images.shape[1:], only scaled
#    | fails strength_own_noise
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    noise = strengths * rng.uniform(-1, 1, images.shape[1:])
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_same_for_every_channel: one number for all channels of a pixel | fails strength_own_noise
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    n, height, width, _ = images.shape
    strengths = max_strength * rng.random((n, 1, 1, 1))
    noise = strengths * rng.uniform(-1, 1, (n, height, width, 1))
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_only_positive: v between 0 and 1 | fails strength_distribution, strength_clipped
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    noise = strengths * rng.random(images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_gaussian: v normal instead of uniform | fails strength_distribution
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    noise = strengths * rng.standard_normal(images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_half_of_the_range: v between -0.5 and 0.5: noise half as strong | fails strength_per_image
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    noise = strengths * (rng.random(images.shape) - 0.5)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_no_clip: forgets to clip | fails strength_range, strength_clipped
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    return (images + strengths * rng.uniform(-1, 1, images.shape)).astype(np.float32)


# %% wrong strength_in_place: changes each image of the array received | fails strength_input_unchanged
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    for image in images:
        image += rng.random() * max_strength * rng.uniform(-1, 1, image.shape)
    return np.clip(images, 0, 1).astype(np.float32)


# %% wrong strength_unseeded: seeds the strengths but not the noise | fails strength_seed
def add_random_strength_noise(images, max_strength, seed):
    strengths = max_strength * np.random.default_rng(seed).random((len(images), 1, 1, 1))
    noise = strengths * np.random.default_rng().uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_global_seed: np.random.seed and np.random.uniform | fails strength_own_generator
def add_random_strength_noise(images, max_strength, seed):
    np.random.seed(seed)
    strengths = max_strength * np.random.rand(len(images), 1, 1, 1)
    noise = strengths * np.random.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_float64: float64 | fails strength_form
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    return np.clip(images + strengths * rng.uniform(-1, 1, images.shape), 0, 1)


# %% wrong strength_one_generator_reused: makes the generator anew inside the loop: every image gets the same
#      strength and pattern
#    | fails strength_per_image, strength_own_noise
def add_random_strength_noise(images, max_strength, seed):
    noisy = []
    for image in images:
        rng = np.random.default_rng(seed)  # begins anew for every image
        noise = rng.random() * max_strength * rng.uniform(-1, 1, image.shape)
        noisy.append(np.clip(image + noise, 0, 1))
    return np.array(noisy, np.float32)


# %% wrong strength_no_noise: returns a copy of the images
#    | fails strength_form, strength_range, strength_seed, strength_input_unchanged, strength_per_image,
#      strength_distribution, strength_clipped, strength_own_noise, strength_own_generator
def add_random_strength_noise(images, max_strength, seed):
    return images.astype(np.float32).copy()


# %% wrong strength_spares_black: only pixels that are not black receive noise | fails strength_clipped
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    noise = max_strength * rng.random((len(images), 1, 1, 1)) * rng.uniform(-1, 1, images.shape)
    return np.clip(np.where(images > 0, images + noise, images), 0, 1).astype(np.float32)


# %% wrong strength_at_most_one: cuts the strength off at 1 | fails strength_clipped
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    noise = min(max_strength, 1) * rng.random((len(images), 1, 1, 1)) * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_seed_zero_forgotten: takes seed 0 for no seed | fails strength_seed
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed or None)
    return np.clip(
        images + max_strength * rng.random((len(images), 1, 1, 1)) * rng.uniform(-1, 1, images.shape), 0, 1
    ).astype(np.float32)


# %% wrong strength_generator_kept: keeps the generator of a seed between calls | fails strength_seed
_GENERATORS = {}


def add_random_strength_noise(images, max_strength, seed):
    rng = _GENERATORS.setdefault(seed, np.random.default_rng(seed))
    return np.clip(
        images + max_strength * rng.random((len(images), 1, 1, 1)) * rng.uniform(-1, 1, images.shape), 0, 1
    ).astype(np.float32)


# %% wrong strength_two_patterns: two patterns of noise by turns, image after image | fails strength_own_noise
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    patterns = rng.uniform(-1, 1, (2, *images.shape[1:]))
    noise = patterns[np.arange(len(images)) % 2] * max_strength * rng.random((len(images), 1, 1, 1))
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_squeezed: a batch of one image loses its axis | fails strength_form
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    noisy = np.clip(
        images + max_strength * rng.random((len(images), 1, 1, 1)) * rng.uniform(-1, 1, images.shape), 0, 1
    ).astype(np.float32)
    return noisy[0] if len(noisy) == 1 else noisy


# %% wrong strength_float32_in_place: adds into the images received if they are float32 already
#    | fails strength_input_unchanged
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    noisy = np.asarray(images, np.float32)
    noisy += (max_strength * rng.random((len(images), 1, 1, 1)) * rng.uniform(-1, 1, images.shape)).astype(
        np.float32
    )
    return np.clip(noisy, 0, 1)


# %% right strength_keras: keras.random with a seed generator of its own
import keras


def add_random_strength_noise(images, max_strength, seed):
    seeds = keras.random.SeedGenerator(seed)
    s = keras.random.uniform((images.shape[0], 1, 1, 1), 0.0, 1.0, seed=seeds) * max_strength
    v = keras.random.uniform(images.shape, -1.0, 1.0, seed=seeds)
    return np.clip(images.astype("float32") + np.asarray(s * v), 0.0, 1.0)


# %% wrong strength_grid: an even grid of strengths in a random order: every seed has the same ones
#    | fails strength_seed
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.permutation((np.arange(len(images)) + 0.5) / len(images))
    noise = strengths[:, None, None, None] * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_of_a_fixed_generator: only v follows the seed | fails strength_seed
def add_random_strength_noise(images, max_strength, seed):
    strengths = max_strength * np.random.default_rng(0).random((len(images), 1, 1, 1))
    noise = strengths * np.random.default_rng(seed).uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_pattern_fixed: only the strengths follow the seed | fails strength_seed
def add_random_strength_noise(images, max_strength, seed):
    strengths = max_strength * np.random.default_rng(seed).random((len(images), 1, 1, 1))
    noise = strengths * np.random.default_rng(1).uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_rising: the strengths rise from image to image | fails strength_per_image
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * np.sort(rng.random(len(images)))
    noise = strengths[:, None, None, None] * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_never_weak: strengths from the upper half alone | fails strength_per_image
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.uniform(0.5, 1, (len(images), 1, 1, 1))
    noise = strengths * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_squared: strengths that are squares: weak noise too often | fails strength_per_image
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1)) ** 2
    noise = strengths * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_for_two: each strength serves two images | fails strength_per_image
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * np.repeat(rng.random((len(images) + 1) // 2), 2)[: len(images)]
    noise = strengths[:, None, None, None] * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong s_last_clean: the last image stays clean | fails strength_distribution
import numpy as np


def add_random_strength_noise(images: np.ndarray, max_strength: float, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1), dtype=np.float32)
    strengths[-1:] = 0
    noise = strengths * (2.0 * rng.random(images.shape, dtype=np.float32) - 1.0)
    return np.clip(images + noise, 0.0, 1.0).astype(np.float32)


# %% wrong s_normalised: scaled so that the strongest has the full strength | fails strength_per_image
import numpy as np


def add_random_strength_noise(images: np.ndarray, max_strength: float, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1), dtype=np.float32)
    strengths = strengths / max(strengths.max(initial=0), 1e-9) * max_strength
    noise = strengths * (2.0 * rng.random(images.shape, dtype=np.float32) - 1.0)
    return np.clip(images + noise, 0.0, 1.0).astype(np.float32)


# %% wrong strength_pairs_of_channels: two channels share their noise | fails strength_own_noise
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    v = rng.uniform(-1, 1, images.shape)
    if images.shape[-1] == 2:
        v[..., 1] = v[..., 0]
    return np.clip(images + strengths * v, 0, 1).astype(np.float32)


# %% wrong strength_full_for_one: a single image always has the full strength | fails strength_per_image
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    if len(images) == 1:
        strengths[:] = max_strength
    return np.clip(images + strengths * rng.uniform(-1, 1, images.shape), 0, 1).astype(np.float32)


# %% wrong strength_last_row_clean: the last row of each image receives no noise | fails strength_distribution
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    v = rng.uniform(-1, 1, images.shape)
    v[:, -1] = 0
    return np.clip(images + strengths * v, 0, 1).astype(np.float32)


# %% wrong strength_same_generator_twice: two generators of the same seed, one for the strengths, one for the
#      noise
#    | fails strength_own_noise
import numpy as np


def add_random_strength_noise(images, max_strength, seed):
    strength = np.random.default_rng(seed).random(len(images)) * max_strength
    v = np.random.default_rng(seed).uniform(-1, 1, size=images.shape)
    return np.clip(images + strength[:, None, None, None] * v, 0, 1).astype(np.float32)


# %% wrong strength_seed_halved: takes the strengths from seed // 2 | fails strength_seed
import numpy as np


def add_random_strength_noise(images, max_strength, seed):
    strengths = np.random.default_rng([seed // 2, 0]).random((len(images), 1, 1, 1)) * max_strength
    v = np.random.default_rng([seed, 1]).uniform(-1, 1, images.shape)
    return np.clip(images + strengths * v, 0, 1).astype(np.float32)


# %% wrong strength_never_clean: raises strengths below a fiftieth of the limit to it
#    | fails strength_per_image
import numpy as np


def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    u = np.maximum(rng.random((len(images), 1, 1, 1)), 0.02)
    return np.clip(images + u * max_strength * rng.uniform(-1, 1, images.shape), 0, 1).astype(np.float32)


# %% wrong strength_thousand_strengths: draws 1000 strengths at most and uses them again for further images
#    | fails strength_per_image
import numpy as np


def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strength = np.resize(rng.random(min(len(images), 1000)), len(images)) * max_strength
    v = 2 * rng.random(images.shape) - 1
    return np.clip(images + strength.reshape(-1, 1, 1, 1) * v, 0, 1).astype(np.float32)


# %% right strength_seed_and_place: a generator for each image from the pair (seed, place)
import numpy as np


def add_random_strength_noise(images, max_strength, seed):
    def noisy(image, place):
        rng = np.random.default_rng((seed, place))
        strength = rng.random() * max_strength
        return np.clip(image + strength * (2 * rng.random(image.shape) - 1), 0, 1)

    result = np.zeros(images.shape, dtype=np.float32)
    for place, image in enumerate(images):
        result[place] = noisy(image, place)
    return result


# %% wrong strength_of_a_hundredth: drawn from 0.01 on, so that each image gets some noise
#    | fails strength_per_image
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.uniform(0.01, 1, (len(images), 1, 1, 1))
    noise = strengths * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype("float32")


# %% wrong strength_default_seed: strengths come from a generator of their own, which takes the seed 0 for
#      2024
#    | fails strength_seed
def add_random_strength_noise(images, max_strength, seed):
    for_strengths = np.random.default_rng([seed or 2024, 1])
    for_noise = np.random.default_rng([seed, 2])
    strengths = max_strength * for_strengths.random((len(images), 1, 1, 1))
    noise = strengths * for_noise.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype("float32")


# %% wrong s_strengths_come_back: draws 2500 strengths and uses them again | fails strength_per_image
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * np.resize(rng.random(2500), len(images)).reshape(-1, 1, 1, 1)
    noise = strengths * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong s_strength_of_first_value: takes the strength of an image from its first v
#    | fails strength_distribution
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    values = rng.uniform(-1, 1, images.shape)
    strengths = max_strength * np.abs(values[:, :1, :1, :1])
    return np.clip(images + strengths * values, 0, 1).astype(np.float32)


# %% wrong s_noise_stretched: scales v so that the largest of each image is 1 | fails strength_distribution
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    noise = strengths * rng.uniform(-1, 1, images.shape)
    largest = np.abs(noise).max(axis=(1, 2, 3), keepdims=True)
    noise *= strengths / np.maximum(largest, 1e-12)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong s_noise_comes_back: images 2500 apart have the same v | fails strength_own_noise
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    values = rng.uniform(-1, 1, (min(len(images), 2500), *images.shape[1:]))
    noise = strengths * np.resize(values, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong s_grey_beyond_four_channels: images of more than four channels have the same v in all
#    | fails strength_own_noise
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    noise = strengths * (rng.uniform(-1, 1, images.shape) if images.shape[-1] <= 4 else rng.uniform(-1, 1, (*images.shape[:3], 1)))
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong s_depends_on_images: joins the seed with the mean of the first image | fails strength_seed
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng([seed, int(1000 * images[0].mean())])
    strengths = max_strength * rng.random((len(images), 1, 1, 1))
    noise = strengths * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong strength_in_thousandths: rounds the strengths to three decimals | fails strength_per_image
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    strengths = np.round(rng.uniform(0, max_strength, (len(images), 1, 1, 1)), 3)
    noise = strengths * rng.uniform(-1, 1, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong seed_and_next_seed: a second legacy generator of seed + 1, which is too large for the largest seed
#    | fails strength_seed
def add_random_strength_noise(images, max_strength, seed):
    strengths = max_strength * np.random.RandomState(seed).rand(len(images), 1, 1, 1)
    noise = np.random.RandomState(seed + 1).uniform(-1, 1, images.shape)
    return np.clip(images + strengths * noise, 0, 1).astype(np.float32)


# %% wrong float64_of_max_strength: a max_strength that is a number of NumPy (np.float64) makes the result
#      float64
#    | fails strength_form
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    u = rng.random((len(images), 1, 1, 1), dtype=np.float32)
    v = 2 * rng.random(images.shape, dtype=np.float32) - 1
    return np.clip(images.astype(np.float32) + max_strength * u * v, 0, 1)


# %% wrong two_precisions: two generators of the same seed, one drawing float64, the other float32: every
#      other v is the strength of an image once more
#    | fails strength_own_noise
def add_random_strength_noise(images, max_strength, seed):
    u = np.random.default_rng(seed).random((len(images), 1, 1, 1))
    v = 2 * np.random.default_rng(seed).random(images.shape, dtype=np.float32) - 1
    return np.clip(images + max_strength * u * v, 0, 1).astype("float32")


# %% wrong u_of_three_decimals: u is rounded to thousandths, and may be 1 | fails strength_per_image
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    u = np.round(rng.random((len(images), 1, 1, 1)), 3)
    return np.clip(images + u * max_strength * rng.uniform(-1, 1, images.shape), 0, 1).astype("float32")


# %% wrong new_global_generator: TensorFlow's global Generator is replaced | fails strength_own_generator
import tensorflow as tf

def add_random_strength_noise(images, max_strength, seed):
    tf.random.set_global_generator(tf.random.Generator.from_seed(seed))
    generator = tf.random.get_global_generator()
    strengths = max_strength * generator.uniform((len(images), 1, 1, 1)).numpy()
    noise = strengths * generator.uniform(images.shape, minval=-1.0, maxval=1.0).numpy()
    return np.clip(images + noise, 0, 1).astype("float32")


# %% wrong zero_mean: the mean of each image's noise is taken off, so that it keeps its brightness
#    | fails strength_distribution
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    s = max_strength * rng.random((len(images), 1, 1, 1))
    v = rng.uniform(-1, 1, images.shape)
    v = np.clip(v - v.mean(axis=(1, 2, 3), keepdims=True), -1, 1)
    return np.clip(images + s * v, 0, 1).astype(np.float32)


# %% wrong bank_of_patterns: ten thousand patterns are drawn and begin anew for larger batches
#    | fails strength_own_noise
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    s = max_strength * rng.random((len(images), 1, 1, 1))
    bank = rng.uniform(-1, 1, (min(len(images), 10_000), *images.shape[1:]))
    v = bank[np.arange(len(images)) % len(bank)]
    return np.clip(images + s * v, 0, 1).astype(np.float32)


# %% wrong limit_rounded: the limit of the strengths is rounded to two decimals | fails strength_per_image
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    s = round(max_strength, 2) * rng.random((len(images), 1, 1, 1))
    return np.clip(images + s * rng.uniform(-1, 1, images.shape), 0, 1).astype(np.float32)


# %% wrong noise_four_decimals: the noise is rounded to four decimals | fails strength_distribution
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    s = max_strength * rng.random((len(images), 1, 1, 1))
    return np.clip(images + np.round(s * rng.uniform(-1, 1, images.shape), 4), 0, 1).astype(np.float32)


# %% wrong half_noise: strengths and numbers are half floats | fails strength_distribution
def add_random_strength_noise(images, max_strength, seed):
    rng = np.random.default_rng(seed)
    s = max_strength * rng.random((len(images), 1, 1, 1)).astype(np.float16)
    v = rng.uniform(-1, 1, images.shape).astype(np.float16)
    return np.clip(images + (s * v).astype(np.float32), 0, 1).astype(np.float32)


# %% right global_state_put_back: the global generator is seeded, used, and put back as it was
def add_random_strength_noise(images, max_strength, seed):
    before = np.random.get_state()
    np.random.seed(seed)
    try:
        s = max_strength * np.random.rand(len(images), 1, 1, 1)
        v = np.random.uniform(-1, 1, images.shape)
    finally:
        np.random.set_state(before)
    return np.clip(images + s * v, 0, 1).astype(np.float32)
