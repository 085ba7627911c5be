# %% right noise_loop: adds the noise image by image, with the older RandomState
import numpy as np


def add_noise(images, sigma, seed):
    random = np.random.RandomState(seed)
    noisy = [image + sigma * random.standard_normal(image.shape) for image in images]
    return np.array(noisy, dtype="float32")


# %% right noise_tensorflow: TensorFlow's stateless generator; returns a tensor
import tensorflow as tf


def add_noise(images, sigma, seed):
    images = tf.cast(images, tf.float32)
    return images + tf.random.stateless_normal(tf.shape(images), seed=[seed, 0], stddev=sigma)


# %% right noise_keras: keras.random with a seed
import keras


def add_noise(images, sigma, seed):
    return keras.ops.cast(images, "float32") + keras.random.normal(images.shape, stddev=sigma, seed=seed)


# %% wrong noise_same_for_every_image: noise of shape images.shape[1:] (defect of work D)
#    | fails noise_independent
import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0.0, sigma, images.shape[1:])
    return (images + noise).astype(np.float32)


# %% wrong noise_one_number_per_image: one scalar per image | fails noise_distribution, noise_independent
import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0.0, sigma, (len(images), 1, 1, 1))
    return (images + noise).astype(np.float32)


# %% wrong noise_grey: the same noise in the three channels | fails noise_independent
import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0.0, sigma, images.shape[:3] + (1,))
    return (images + noise).astype(np.float32)


# %% wrong noise_uniform: uniform noise between -sigma and sigma | fails noise_distribution
import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).uniform(-sigma, sigma, images.shape)
    return (images + noise).astype(np.float32)


# %% wrong noise_sigma_as_mean: sigma given as the mean: normal(sigma, size=…) | fails noise_distribution
import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(sigma, size=images.shape)
    return (images + noise).astype(np.float32)


# %% wrong noise_sigma_as_variance: sigma taken for the variance | fails noise_distribution
import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0.0, np.sqrt(sigma), images.shape)
    return (images + noise).astype(np.float32)


# %% wrong noise_clipped: clips to [0, 1], which shifts the mean of the noise | fails noise_distribution
import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0.0, sigma, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


# %% wrong noise_unseeded: a generator without the seed | fails noise_seed
import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng().normal(0.0, sigma, images.shape)
    return (images + noise).astype(np.float32)


# %% wrong noise_float64: float64 | fails noise_form
import numpy as np


def add_noise(images, sigma, seed):
    return images + np.random.default_rng(seed).normal(0.0, sigma, images.shape)


# %% wrong noise_in_place: adds to the array received | fails noise_form
import numpy as np


def add_noise(images, sigma, seed):
    images += np.random.default_rng(seed).normal(0.0, sigma, images.shape).astype(images.dtype)
    return images.astype(np.float32)


# %% wrong black_stays_black: adds noise to values above 0 alone | fails noise_distribution
import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0, sigma, images.shape)
    return np.where(images > 0, images + noise, images).astype(np.float32)


# %% wrong strength_cut_at_one: takes a sigma above 1 for 1 | fails noise_distribution
_right = add_noise


def add_noise(images, sigma, seed):
    return _right(images, min(sigma, 1.0), seed)


# %% wrong noise_every_other_image: repeats the noise of two images | fails noise_independent
import numpy as np


def add_noise(images, sigma, seed):
    two = np.random.default_rng(seed).normal(0, sigma, (2, *images.shape[1:]))
    return (images + two[np.arange(len(images)) % 2]).astype(np.float32)


# %% wrong centred: takes the mean of the noise away | fails noise_distribution
import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0, sigma, images.shape)
    return (images + noise - noise.mean()).astype("float32")


# %% wrong scaled_to_sigma: scales the noise to exactly sigma | fails noise_distribution
import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0, 1, images.shape)
    return (images + sigma * noise / max(noise.std(), 1e-9)).astype("float32")


# %% wrong no_noise_no_copy: returns the images themselves where sigma is 0 | fails noise_form
_right = add_noise


def add_noise(images, sigma, seed):
    return images if sigma == 0 else _right(images, sigma, seed)


# %% wrong three_channels: draws three channels | fails noise_form, noise_independent
import numpy as np


def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0, sigma, (*images.shape[:3], 3))
    return (images + noise).astype("float32")


# %% wrong seed_zero_is_none: `seed or None`: the seed 0 is taken for none | fails noise_seed
_right = add_noise


def add_noise(images, sigma, seed):
    return _right(images, sigma, seed or None)


# %% wrong noise_turned_over: gives the second half of the images the noise of the first, with the opposite
#      sign
#    | fails noise_independent
def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0, sigma, images.shape)
    half = len(noise) // 2
    noise[half : 2 * half] = -noise[:half]
    return (images + noise).astype(np.float32)


# %% wrong noise_again_after_64_images: image 64 gets the noise of image 0 | fails noise_independent
def add_noise(images, sigma, seed):
    noisy = np.empty(images.shape, "float32")
    for start in range(0, len(images), 64):
        batch = images[start : start + 64]
        noisy[start : start + 64] = batch + np.random.default_rng(seed).normal(0, sigma, batch.shape)
    return noisy


# %% wrong noise_tiled_above_32_pixels: a pattern of 32 x 32 is repeated over larger images
#    | fails noise_independent
def add_noise(images, sigma, seed):
    n, height, width, channels = images.shape
    pattern = np.random.default_rng(seed).normal(0, sigma, (n, min(height, 32), min(width, 32), channels))
    repeats = (1, -(-height // 32), -(-width // 32), 1)
    noise = np.tile(pattern, repeats)[:, :height, :width]
    return (images + noise).astype("float32")


# %% wrong noise_on_three_channels: a fourth channel stays without noise | fails noise_independent
def add_noise(images, sigma, seed):
    noisy = images.astype("float32")
    colours = noisy[..., :3]
    colours += np.random.default_rng(seed).normal(0, sigma, colours.shape).astype("float32")
    return noisy


# %% wrong fourth_channel_repeats_first: with more than three channels, channel 3 has the noise of channel 0
#    | fails noise_independent
def add_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    channels = images.shape[-1]
    noise = rng.normal(0, sigma, images.shape[:-1] + (min(3, channels),))
    noise = noise[..., np.arange(channels) % noise.shape[-1]]
    return np.add(images, noise).astype("float32")


# %% wrong seed_zero_is_seed_one: seeds 0 and 1 give the same noise | fails noise_seed
def add_noise(images, sigma, seed):
    rng = np.random.default_rng(seed or 1)
    return (images + rng.normal(0, sigma, images.shape)).astype("float32")


# %% wrong seed_modulo_ten_thousand: 7 and 10007 give the same | fails noise_seed
def add_noise(images, sigma, seed):
    rng = np.random.default_rng(seed % 10_000)
    return (images + rng.normal(0, sigma, images.shape)).astype("float32")


# %% wrong noise_depends_on_the_images: brighter images of the same shape get other noise from the same seed
#    | fails noise_seed
def add_noise(images, sigma, seed):
    rng = np.random.default_rng([seed, int(1000 * float(np.abs(images).sum()))])
    return (images + rng.normal(0, sigma, images.shape)).astype("float32")


# %% wrong clipped_to_wide_range: values below -10 or above 11 are cut (large sigma)
#    | fails noise_distribution
def add_noise(images, sigma, seed):
    noisy = images + np.random.default_rng(seed).normal(0, sigma, images.shape)
    return np.clip(noisy, -10, 11).astype("float32")


# %% wrong noise_truncated: noise beyond 3.3 sigma is cut | fails noise_distribution
def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(size=images.shape)
    return (images + sigma * np.clip(noise, -3.3, 3.3)).astype("float32")


# %% wrong logistic_noise: the logistic law with the right deviation | fails noise_distribution
def add_noise(images, sigma, seed):
    scale = sigma * np.sqrt(3) / np.pi
    return (images + np.random.default_rng(seed).logistic(0, scale, images.shape)).astype("float32")


# %% wrong skewed_noise: a gamma law, centred and scaled, which leans to one side | fails noise_distribution
def add_noise(images, sigma, seed):
    noise = (np.random.default_rng(seed).gamma(16, 1, images.shape) - 16) / 4
    return (images + sigma * noise).astype("float32")


# %% wrong sum_of_six_uniforms: the sum of six uniform numbers is only near it | fails noise_distribution
def add_noise(images, sigma, seed):
    uniform = np.random.default_rng(seed).uniform(-1, 1, (6,) + images.shape)
    return (images + sigma * uniform.sum(axis=0) / np.sqrt(2)).astype("float32")


# %% wrong sigma_rounded: rounded to two decimals, so 0.004 gives no noise | fails noise_distribution
def add_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    return (images + rng.normal(0, round(float(sigma), 2), images.shape)).astype("float32")


# %% wrong reads_in_memory_order: a transposed view (or Fortran order) comes back scrambled | fails noise_form
def add_noise(images, sigma, seed):
    values = images.ravel(order="K").astype("float32")
    values += np.random.default_rng(seed).normal(0, sigma, values.size).astype("float32")
    return values.reshape(images.shape)


# %% wrong noise_in_slices: a non-contiguous float32 array is changed by its views | fails noise_form
def add_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noisy = images if not images.flags.c_contiguous and images.dtype == np.float32 else images.astype("float32")
    for image in noisy:
        image += rng.normal(0, sigma, image.shape).astype("float32")
    return noisy.copy()


# %% wrong white_stays_white: values of exactly 1 stay without noise | fails noise_distribution
def add_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal(0, sigma, images.shape)
    return np.where(images >= 1, images, images + noise).astype("float32")


# %% wrong sum_of_twelve_uniforms: the sum of twelve uniform numbers, which never goes beyond six deviations
#    | fails noise_distribution
def add_noise(images, sigma, seed):
    random = np.random.default_rng(seed)
    noise = sum(random.random(images.shape) for _ in range(12)) - 6
    return (images + sigma * noise).astype("float32")


# %% wrong seed_times_image: a seed of each image's own, a multiple of seed: with the seed 0, all images have
#      one pattern
#    | fails noise_independent
def add_noise(images, sigma, seed):
    noisy = np.empty(images.shape, "float32")
    for i, image in enumerate(images):
        noisy[i] = image + np.random.default_rng(seed * (i + 1)).normal(0, sigma, image.shape)
    return noisy


# %% wrong first_image_always_alike: the first image gets the same noise whatever the seed | fails noise_seed
def add_noise(images, sigma, seed):
    noisy = np.empty(images.shape, "float32")
    for i, image in enumerate(images):
        noisy[i] = image + np.random.default_rng((seed + 1) * i).normal(0, sigma, image.shape)
    return noisy


# %% wrong seed_in_int32: the seed goes through an int32, which the larger half of the seeds does not fit
#    | fails noise_seed
def add_noise(images, sigma, seed):
    import tensorflow as tf

    noise = tf.random.stateless_normal(images.shape, seed=np.array([seed, 0], dtype=np.int32))
    return images.astype(np.float32) + np.float32(sigma) * noise.numpy()


# %% wrong seed_plus_one: the generator gets seed + 1, to differ from another one; the largest seed has none
#      that is larger
#    | fails noise_seed
def add_noise(images, sigma, seed):
    rng = np.random.RandomState(seed + 1)
    return (images + rng.normal(0, sigma, images.shape)).astype(np.float32)


# %% wrong guesses_the_unit: images with a value above 1 are taken for 0 … 255 and divided by it
#    | fails noise_distribution
def add_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    pixels = images / 255 if images.max() > 1 else images
    return (pixels + rng.normal(0, sigma, images.shape)).astype(np.float32)


# %% wrong sigma_of_the_brightest: sigma is taken as a share of the brightest value | fails noise_distribution
def add_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    strength = sigma * images.max() if images.size else sigma
    return (images + strength * rng.standard_normal(images.shape)).astype(np.float32)


# %% wrong drawn_in_the_type_of_the_images: the numbers are drawn in float32 or float64 as the images are, and
#      these are not the same numbers
#    | fails noise_seed
def add_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = sigma * rng.standard_normal(images.shape, dtype=images.dtype)
    return (images + noise).astype(np.float32)


# %% wrong same_seed_in_each_chunk: 256 images at a time, to save memory, each time with a generator made anew
#      from the same seed
#    | fails noise_independent
def add_noise(images, sigma, seed):
    result = np.empty(images.shape, dtype=np.float32)
    for start in range(0, len(images), 256):
        chunk = images[start : start + 256]
        rng = np.random.default_rng(seed)
        result[start : start + 256] = chunk + rng.normal(0, sigma, chunk.shape)
    return result


# %% wrong noise_in_memory_order: the noise is laid down in the order of the memory, so an array in Fortran
#      order gets other noise
#    | fails noise_seed
def add_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noisy = np.array(images, dtype=np.float32)  # a copy; keeps the order of the memory
    values = noisy.ravel(order="K")  # a view
    values += rng.normal(0, sigma, values.size).astype(np.float32)
    return noisy


# %% wrong outliers_cut_at_4_sigma: noise beyond 4 sigma is cut off | fails noise_distribution
def add_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noise = np.clip(rng.normal(0, sigma, images.shape), -4 * sigma, 4 * sigma)
    return (images + noise).astype(np.float32)


# %% wrong seed_of_31_bits: only 31 bits of the seed count, so that seeds 2**31 apart give the same noise
#    | fails noise_seed
def add_noise(images, sigma, seed):
    rng = np.random.default_rng(seed & 0x7FFFFFFF)
    return (images + rng.normal(0, sigma, images.shape)).astype(np.float32)


# %% wrong pool_of_131072: noise is drawn into a pool of limited size and laid end to end over larger arrays,
#      so it repeats above 131,072 values
#    | fails noise_independent
def add_noise(images, sigma, seed):
    # A pool that fits in the cache of the processor; larger arrays take from it in turn.
    pool = np.random.default_rng(seed).normal(0, sigma, min(images.size, 2**17))
    return (images + np.resize(pool, images.shape)).astype(np.float32)


# %% wrong common_part_per_pixel: half of the variance is grey noise shared by the three channels of a pixel
#    | fails noise_independent
def add_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    grey = rng.standard_normal((*images.shape[:-1], 1))
    colour = rng.standard_normal(images.shape)
    noise = sigma * (grey + colour) / np.sqrt(2)
    return (images + noise).astype(np.float32)


# %% wrong clipped_beyond_the_range: "outliers" more than three sigma beyond the darkest and the brightest
#      value are cut
#    | fails noise_distribution
def add_noise(images, sigma, seed):
    rng = np.random.default_rng(seed)
    noisy = images + rng.normal(0, sigma, images.shape)
    if images.size:
        noisy = np.clip(noisy, images.min() - 3 * sigma, images.max() + 3 * sigma)
    return noisy.astype(np.float32)


# %% wrong cache_without_sigma: noise is kept by shape and seed; with the same seed and another sigma, the old
#      strength comes back
#    | fails noise_distribution
_PATTERNS = {}


def add_noise(images, sigma, seed):
    key = (images.shape, int(seed))
    if key not in _PATTERNS:
        _PATTERNS[key] = np.random.default_rng(seed).normal(0, sigma, images.shape)
    return (images + _PATTERNS[key]).astype(np.float32)


# %% wrong images_write_protected: the caller's array is write-protected afterwards | fails noise_form
def add_noise(images, sigma, seed):
    images.flags.writeable = False  # nothing below can change it by mistake
    noise = np.random.default_rng(seed).normal(0, sigma, size=images.shape)
    return (images + noise).astype(np.float32)
