# %% right uniform_loops: adds the noise value by value, with the older RandomState
def add_uniform_noise(images, factor, seed):
    rng = np.random.RandomState(seed)
    result = np.zeros(images.shape, dtype="float32")
    n, height, width, channels = images.shape
    for i in range(n):
        for y in range(height):
            for x in range(width):
                for c in range(channels):
                    value = float(images[i, y, x, c]) + factor * rng.random_sample()
                    if value < 0:
                        value = 0.0
                    elif value > 1:
                        value = 1.0
                    result[i, y, x, c] = value
    return result


# %% right uniform_tensorflow: TensorFlow's stateless generator; returns a tensor
import tensorflow as tf


def add_uniform_noise(images, factor, seed):
    images = tf.cast(images, tf.float32)
    noise = tf.random.stateless_uniform(tf.shape(images), seed=[seed, 0])
    return tf.clip_by_value(images + factor * noise, 0.0, 1.0)


# %% right uniform_one_generator_per_image: a child generator for each image
def add_uniform_noise(images, factor, seed):
    children = np.random.SeedSequence(seed).spawn(len(images))
    noisy = []
    for image, child in zip(images, children):
        noise = np.random.default_rng(child).uniform(low=0, high=factor, size=image.shape)
        noisy.append(np.minimum(np.maximum(image + noise, 0), 1))
    return np.array(noisy, dtype=np.float32)


# %% wrong uniform_no_clip: forgets to clip | fails uniform_range, uniform_clipped
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    return (images + factor * rng.random(images.shape)).astype(np.float32)


# %% wrong uniform_clip_before_adding: clips images and noise, then adds them
#    | fails uniform_range, uniform_clipped
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = factor * rng.random(images.shape)
    return (np.clip(images, 0, 1) + np.clip(noise, 0, 1)).astype(np.float32)


# %% wrong uniform_divides_by_maximum: brings the sum back to [0, 1] by dividing by its maximum
#    | fails uniform_clipped
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noisy = images + factor * rng.random(images.shape)
    if noisy.max() > 1:
        noisy = noisy / noisy.max()
    return noisy.astype(np.float32)


# %% wrong uniform_in_place: adds to the array received | fails uniform_input_unchanged
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    images += factor * rng.random(images.shape)
    return np.clip(images, 0, 1).astype(np.float32)


# %% wrong uniform_same_noise_for_every_image: noise of shape images.shape[1:] | fails uniform_own_noise
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = factor * rng.random(images.shape[1:])
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_same_noise_for_every_channel: one number for all channels of a pixel
#    | fails uniform_own_noise
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = factor * rng.random(images.shape[:3] + (1,))
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_one_number_per_image: one number for all pixels of an image | fails uniform_own_noise
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = factor * rng.random((len(images), 1, 1, 1))
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_centred: noise between -factor/2 and factor/2 | fails uniform_distribution, uniform_clipped
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = factor * (rng.random(images.shape) - 0.5)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_gaussian_instead: normal instead of uniform | fails uniform_distribution, uniform_clipped
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = factor * rng.standard_normal(images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_unseeded: a generator without the seed | fails uniform_seed
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng()
    return np.clip(images + factor * rng.random(images.shape), 0, 1).astype(np.float32)


# %% wrong uniform_seed_ignored: a fixed seed in the place of the argument | fails uniform_seed
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(42)
    return np.clip(images + factor * rng.random(images.shape), 0, 1).astype(np.float32)


# %% wrong uniform_global_seed: np.random.seed and np.random.rand | fails uniform_own_generator
def add_uniform_noise(images, factor, seed):
    np.random.seed(seed)
    return np.clip(images + factor * np.random.rand(*images.shape), 0, 1).astype(np.float32)


# %% wrong uniform_float64: float64 | fails uniform_form
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    return np.clip(images + factor * rng.random(images.shape), 0, 1)


# %% wrong uniform_multiplied: multiplies instead of adding | fails uniform_distribution, uniform_added
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    return np.clip(images * (1 + factor * rng.random(images.shape)), 0, 1).astype(np.float32)


# %% wrong uniform_mixed: mixes image and noise | fails uniform_distribution, uniform_added, uniform_clipped
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    return np.clip((1 - factor) * images + factor * rng.random(images.shape), 0, 1).astype(np.float32)


# %% wrong uniform_factor_forgotten: leaves the factor out | fails uniform_distribution, uniform_added
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    return np.clip(images + rng.random(images.shape), 0, 1).astype(np.float32)


# %% wrong uniform_no_noise: returns a copy of the images
#    | fails uniform_form, uniform_range, uniform_seed, uniform_input_unchanged, uniform_distribution,
#      uniform_added, uniform_clipped, uniform_own_noise, uniform_own_generator
def add_uniform_noise(images, factor, seed):
    return images.astype(np.float32).copy()


# %% wrong uniform_spares_black: only pixels that are not black receive noise | fails uniform_distribution
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = factor * rng.random(images.shape)
    return np.clip(np.where(images > 0, images + noise, images), 0, 1).astype(np.float32)


# %% wrong uniform_at_most_one: cuts the strength off at 1 | fails uniform_added
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = min(factor, 1) * rng.random(images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_seed_zero_forgotten: takes seed 0 for no seed | fails uniform_seed
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed or None)
    return np.clip(images + factor * rng.random(images.shape), 0, 1).astype(np.float32)


# %% wrong uniform_generator_kept: keeps the generator of a seed between calls | fails uniform_seed
_GENERATORS = {}


def add_uniform_noise(images, factor, seed):
    rng = _GENERATORS.setdefault(seed, np.random.default_rng(seed))
    return np.clip(images + factor * rng.random(images.shape), 0, 1).astype(np.float32)


# %% wrong uniform_two_patterns: two patterns of noise by turns, image after image | fails uniform_own_noise
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    patterns = factor * rng.random((2, *images.shape[1:]))
    noise = patterns[np.arange(len(images)) % 2]
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_squeezed: a batch of one image loses its axis | fails uniform_form
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noisy = np.clip(images + factor * rng.random(images.shape), 0, 1).astype(np.float32)
    return noisy[0] if len(noisy) == 1 else noisy


# %% wrong uniform_float32_in_place: adds into the images received if they are float32 already
#    | fails uniform_input_unchanged
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noisy = np.asarray(images, np.float32)
    noisy += (factor * rng.random(images.shape)).astype(np.float32)
    return np.clip(noisy, 0, 1)


# %% right uniform_minimum: no clip where none is needed: the smaller of the sum and 1
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noisy = np.array(images, dtype=np.float64)
    noisy += rng.uniform(0, 1, images.size).reshape(images.shape) * factor
    return np.minimum(noisy, 1).astype(np.float32)


# %% wrong uniform_rounded: noise in hundredths | fails uniform_distribution
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = factor * rng.integers(0, 100, images.shape) / 99.5
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_triangular: the mean of two draws | fails uniform_distribution
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = factor * (rng.random(images.shape) + rng.random(images.shape)) / 2
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_below_one: clips to 0.999 | fails uniform_clipped
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    return np.clip(images + factor * rng.random(images.shape), 0, 0.999).astype(np.float32)


# %% wrong uniform_same_noise_for_both_halves: draws for half of the batch and uses it twice
#    | fails uniform_own_noise
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    half = rng.random(((len(images) + 1) // 2, *images.shape[1:]))
    noise = factor * np.concatenate([half, half])[: len(images)]
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_every_other_row: every other row receives no noise | fails uniform_distribution
def add_uniform_noise(images, factor, seed):
    noise = factor * np.random.default_rng(seed).random(images.shape)
    noise[:, ::2] = 0
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_few_seeds: knows two noises only, by turns | fails uniform_seed
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed % 2)
    return np.clip(images + factor * rng.random(images.shape), 0, 1).astype(np.float32)


# %% wrong u_strong: strength above 2 cut off | fails uniform_added
import numpy as np


def add_uniform_noise(images: np.ndarray, factor: float, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    noise = min(factor, 2) * rng.random(images.shape, dtype=np.float32)
    return np.clip(images + noise, 0.0, 1.0).astype(np.float32)


# %% wrong uniform_mirrored: the right half of each image has the noise of the left one, from right to left
#    | fails uniform_own_noise
def add_uniform_noise(images, factor, seed):
    noise = factor * np.random.default_rng(seed).random(images.shape)
    half = noise.shape[2] // 2
    noise[:, :, -half:] = noise[:, :, :half][:, :, ::-1]
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_pairs_of_channels: two channels share their noise | fails uniform_own_noise
def add_uniform_noise(images, factor, seed):
    noise = factor * np.random.default_rng(seed).random(images.shape)
    if images.shape[-1] == 2:
        noise[..., 1] = noise[..., 0]
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_one_image_unseeded: for a single image the seed is not used | fails uniform_seed
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed if len(images) > 1 else 0)
    return np.clip(images + factor * rng.random(images.shape), 0, 1).astype(np.float32)


# %% wrong uniform_three_channels_noisy: a fourth channel receives no noise | fails uniform_own_noise
def add_uniform_noise(images, factor, seed):
    noise = factor * np.random.default_rng(seed).random(images.shape)
    noise[..., 3:] = 0
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_unchanged_for_zero: returns the images themselves where the factor is 0
#    | fails uniform_form
def add_uniform_noise(images, factor, seed):
    if factor == 0:
        return images
    noise = factor * np.random.default_rng(seed).random(images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_weak_not_clipped: clips strong noise only | fails uniform_range
def add_uniform_noise(images, factor, seed):
    noisy = images + factor * np.random.default_rng(seed).random(images.shape)
    return (np.clip(noisy, 0, 1) if factor > 0.2 else noisy).astype(np.float32)


# %% wrong uniform_seed_plus_place: image i has the generator of seed + i, so image 1 of a seed has the noise
#      of image 0 of the next
#    | fails uniform_seed
import numpy as np


def add_uniform_noise(images, factor, seed):
    result = np.empty(images.shape, dtype=np.float32)
    for i, image in enumerate(images):
        rng = np.random.default_rng(seed + i)
        result[i] = np.clip(image + factor * rng.random(image.shape), 0, 1)
    return result


# %% wrong uniform_generator_per_batch: a generator made anew for each batch of 1000 images
#    | fails uniform_own_noise
import numpy as np


def add_uniform_noise(images, factor, seed):
    result = np.empty(images.shape, np.float32)
    for start in range(0, len(images), 1000):
        batch = images[start : start + 1000]
        rng = np.random.default_rng(seed)
        result[start : start + 1000] = np.clip(batch + factor * rng.random(batch.shape), 0, 1)
    return result


# %% wrong uniform_memory_order: ravels in the order of memory, so that transposed arrays come back in
#      disorder
#    | fails uniform_added
import numpy as np


def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    flat = images.ravel(order="K").astype(np.float32)
    flat = np.clip(flat + np.float32(factor) * rng.random(flat.size, dtype=np.float32), 0, 1)
    return flat.reshape(images.shape)


# %% wrong uniform_transposed_in_place: changes float32 images in Fortran order, whose transpose is contiguous
#    | fails uniform_input_unchanged
import numpy as np


def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    turned = images.astype(np.float32, copy=False).T
    flat = turned.ravel()
    flat += np.float32(factor) * rng.random(flat.size, dtype=np.float32)
    np.clip(flat, 0, 1, out=flat)
    return np.ascontiguousarray(flat.reshape(turned.shape).T)


# %% wrong uniform_global_tensorflow: sets TensorFlow’s global seed and draws from its global generator
#    | fails uniform_own_generator
import numpy as np
import tensorflow as tf


def add_uniform_noise(images, factor, seed):
    tf.random.set_seed(seed)
    r = tf.random.uniform(images.shape, dtype=tf.float32).numpy()
    return np.clip(images.astype(np.float32) + np.float32(factor) * r, 0, 1)


# %% wrong uniform_hash_of_text: makes the generator from hash() of a text, another number in every process
#    | fails uniform_seed
import numpy as np


def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(abs(hash(f"uniform-{seed}")))
    noise = rng.random(size=images.shape, dtype=np.float32) * np.float32(factor)
    return np.clip(images.astype(np.float32) + noise, 0, 1)


# %% wrong uniform_default_seed: takes seed 0 for no seed, and 42 in its place | fails uniform_seed
import numpy as np


def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed or 42)
    noise = factor * rng.random(images.shape, dtype=np.float32)
    return np.clip(images + noise, 0.0, 1.0).astype(np.float32)


# %% right uniform_python_random: numbers from the standard library’s Random
import random

import numpy as np


def add_uniform_noise(images, factor, seed):
    draw = random.Random(seed)
    r = np.array([draw.random() for _ in range(images.size)], dtype=np.float64).reshape(images.shape)
    return np.clip(images + factor * r, 0.0, 1.0).astype(np.float32)


# %% wrong u_flat_copy: adds noise to ravel(), a copy where the images lie in Fortran order
#    | fails uniform_added
def add_uniform_noise(images, factor, seed):
    noisy = images.astype("float32")
    flat = noisy.ravel()
    flat += factor * np.random.default_rng(seed).random(flat.size, dtype=np.float32)
    np.clip(flat, 0, 1, out=flat)
    return noisy


# %% wrong u_last_of_33: leaves a last image alone that is left over from groups of 32
#    | fails uniform_own_noise
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noisy = images.astype(np.float32)
    for start in range(0, max(len(images) - 1, 1), 32):
        part = noisy[start : start + 32]
        noisy[start : start + 32] = np.clip(part + factor * rng.random(part.shape), 0, 1)
    return noisy


# %% wrong u_anew_each_4096: makes the generator anew for each 4096 images | fails uniform_own_noise
def add_uniform_noise(images, factor, seed):
    parts = [images[:0].astype(np.float32)]
    for start in range(0, len(images), 4096):
        part = images[start : start + 4096]
        noise = factor * np.random.default_rng(seed).random(part.shape)
        parts.append(np.clip(part + noise, 0, 1).astype(np.float32))
    return np.concatenate(parts)


# %% wrong u_stock_repeated: draws half a million numbers and repeats them | fails uniform_own_noise
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = factor * np.resize(rng.random(min(images.size, 500_000)), images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong u_seed_times_thousand: a generator for each image, of 1000 times the seed and its number
#    | fails uniform_seed
def add_uniform_noise(images, factor, seed):
    noise = np.zeros(images.shape)
    for number in range(len(images)):
        noise[number] = factor * np.random.default_rng(1000 * seed + number).random(images.shape[1:])
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong u_seeded_by_images: the sum of the images goes into the generator | fails uniform_seed
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng([seed, int(images.sum())])
    noise = factor * rng.random(images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong u_only_on_background: only pixels darker than 0.75 get noise | fails uniform_added
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = factor * rng.random(images.shape)
    noise[images > 0.75] = 0
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong u_input_read_only: makes the array of the caller read-only | fails uniform_input_unchanged
def add_uniform_noise(images, factor, seed):
    images.flags.writeable = False
    rng = np.random.default_rng(seed)
    noise = factor * rng.random(images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong float64_of_factor: a factor that is a number of NumPy (np.float64) makes the result float64
#    | fails uniform_form
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    noise = factor * rng.random(images.shape, dtype=np.float32)
    return np.clip(images.astype(np.float32) + noise, 0, 1)


# %% wrong out_of_same_layout: draws into an array laid out like the images, which a generator refuses for
#      turned images (a transposed view)
#    | fails uniform_added
def add_uniform_noise(images, factor, seed):
    noise = np.empty_like(images, dtype=np.float32)
    np.random.default_rng(seed).random(dtype=np.float32, out=noise)
    noise *= np.float32(factor)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong uniform_one_number_for_all: draws one number and adds it to every value
#    | fails uniform_distribution, uniform_own_noise
def add_uniform_noise(images, factor, seed):
    rng = np.random.default_rng(seed)
    return np.clip(images + factor * rng.random(), 0, 1).astype("float32")


# %% wrong stretched_to_the_factor: the noise is stretched so that its largest value is the factor: a single
#      value always gets all of it
#    | fails uniform_distribution
def add_uniform_noise(images, factor, seed):
    r = np.random.default_rng(seed).random(images.shape)
    r /= r.max()
    return np.clip(images + factor * r, 0, 1).astype("float32")


# %% wrong seed_modulo_prime: the seed is taken modulo 2**31 - 1, 0 and 2147483647 give the same noise
#    | fails uniform_seed
def add_uniform_noise(images, factor, seed):
    rng = np.random.RandomState(seed % (2**31 - 1))
    return np.clip(images + factor * rng.random_sample(images.shape), 0, 1).astype(np.float32)


# %% wrong global_for_large: sets the global seed and draws with rand, in float64 only for float64 images
#    | fails uniform_own_generator
def add_uniform_noise(images, factor, seed):
    if images.dtype == np.float64:
        np.random.seed(seed)
        noise = np.random.rand(*images.shape)
    else:
        noise = np.random.RandomState(seed).rand(*images.shape)
    return np.clip(images + factor * noise, 0, 1).astype(np.float32)


# %% wrong in_ten_thousandths: the numbers are rounded to four decimals | fails uniform_distribution
def add_uniform_noise(images, factor, seed):
    r = np.round(np.random.default_rng(seed).random(images.shape), 4)
    return np.clip(images + factor * r, 0, 1).astype(np.float32)


# %% wrong factor_rounded: the factor is rounded to two decimals | fails uniform_distribution
def add_uniform_noise(images, factor, seed):
    r = np.random.default_rng(seed).random(images.shape)
    return np.clip(images + round(factor, 2) * r, 0, 1).astype(np.float32)


# %% wrong seed_float32: the seed passes through float32 | fails uniform_seed
def add_uniform_noise(images, factor, seed):
    r = np.random.default_rng(int(np.float32(seed))).random(images.shape)
    return np.clip(images + factor * r, 0, 1).astype(np.float32)


# %% wrong sixteen_bit_levels: the result is brought to one of 65536 levels, as in a 16-bit picture
#    | fails uniform_distribution
def add_uniform_noise(images, factor, seed):
    r = np.random.default_rng(seed).random(images.shape)
    noisy = np.clip(images + factor * r, 0, 1)
    return (np.round(noisy * 65535) / 65535).astype(np.float32) if factor else noisy.astype(np.float32)


# %% wrong mean_exact: the mean of the noise of each image is made half the factor
#    | fails uniform_distribution
def add_uniform_noise(images, factor, seed):
    r = np.random.default_rng(seed).random(images.shape)
    r = np.clip(r - r.mean(axis=(1, 2, 3), keepdims=True) + 0.5, 0, 1)
    return np.clip(images + factor * r, 0, 1).astype(np.float32)


# %% wrong image_seeds_of_a_hundred_thousand: a generator for each image, with a seed out of 100 000 only: of
#      many images, some share seed and noise
#    | fails uniform_own_noise
def add_uniform_noise(images, factor, seed):
    seeds = np.random.default_rng(seed).integers(100_000, size=len(images))
    noisy = np.empty(images.shape, dtype=np.float32)
    for place, each in enumerate(seeds):
        r = np.random.default_rng(each).random(images.shape[1:], dtype=np.float32)
        noisy[place] = images[place] + np.float32(factor) * r
    return np.clip(noisy, 0, 1)
