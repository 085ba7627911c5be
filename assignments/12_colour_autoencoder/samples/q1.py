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


# %% wrong three_channels: draws three channels | fails noise_form
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
