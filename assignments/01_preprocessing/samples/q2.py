# %% right flatten_loops: image by image into an array of zeros
def flatten(images):
    size = 1
    for length in images.shape[1:]:
        size *= length
    rows = np.zeros((images.shape[0], size), images.dtype)
    for i in range(images.shape[0]):
        rows[i] = images[i].ravel()
    return rows


# %% right flatten_tensorflow: tf.reshape; returns a tensor
import math

import tensorflow as tf


def flatten(images):
    return tf.reshape(images, (images.shape[0], math.prod(images.shape[1:])))


# %% right add_channel_expand_dims: np.expand_dims
def add_channel(images):
    return np.expand_dims(images, axis=-1)


# %% right add_channel_reshape: reshape with the sizes read off; returns a tensor
import tensorflow as tf


def add_channel(images):
    n, height, width = images.shape
    return tf.convert_to_tensor(images.reshape((n, height, width, 1)))


# %% wrong flatten_everything: images.flatten(): the batch too
#    | fails flatten_rows, flatten_colour, flatten_dtype, flatten_odd
def flatten(images):
    return images.flatten()


# %% wrong flatten_columns_first: column after column | fails flatten_rows, flatten_colour, flatten_odd
def flatten(images):
    rows = np.zeros((len(images), int(np.prod(images.shape[1:]))), images.dtype)
    for i, image in enumerate(images):
        rows[i] = image.ravel(order="F")
    return rows


# %% wrong flatten_fixed_size: 784 written into the code | fails flatten_rows, flatten_colour, flatten_odd
def flatten(images):
    return images.reshape(len(images), 784)


# %% wrong flatten_minus_one: reshape(n, -1), which an empty batch does not allow | fails flatten_odd
def flatten(images):
    return images.reshape(images.shape[0], -1)


# %% wrong flatten_height_times_width: forgets the channels: three rows for each colour image
#    | fails flatten_colour, flatten_odd
def flatten(images):
    return images.reshape(-1, images.shape[1] * images.shape[2])


# %% wrong flatten_to_float: converts to float32 | fails flatten_dtype
def flatten(images):
    return images.reshape(len(images), int(np.prod(images.shape[1:]))).astype("float32")


# %% wrong flatten_transposed: one column for each image
#    | fails flatten_rows, flatten_colour, flatten_dtype, flatten_odd
def flatten(images):
    return images.reshape(len(images), int(np.prod(images.shape[1:]))).T


# %% wrong flatten_channels_apart: all reds, then all greens, then all blues | fails flatten_colour
def flatten(images):
    if images.ndim == 4:
        images = np.moveaxis(images, -1, 1)
    return images.reshape(len(images), int(np.prod(images.shape[1:])))


# %% wrong flatten_squeezed: squeeze() drops the axis of a batch of one image | fails flatten_odd
def flatten(images):
    return np.squeeze(images.reshape(len(images), int(np.prod(images.shape[1:]))))


# %% wrong channel_second: the channel as second axis (channels first)
#    | fails channel_last, channel_dtype, channel_odd
def add_channel(images):
    return images[:, np.newaxis, :, :]


# %% wrong channel_first_axis: a new first axis | fails channel_last, channel_dtype, channel_odd
def add_channel(images):
    return images[np.newaxis]


# %% wrong channel_fixed_size: 28 × 28 written into the code | fails channel_last
def add_channel(images):
    return images.reshape(-1, 28, 28, 1)


# %% wrong channel_three_times: three channels | fails channel_last, channel_dtype, channel_odd
def add_channel(images):
    return np.repeat(images[..., np.newaxis], 3, axis=-1)


# %% wrong channel_transposed: transposes on the way | fails channel_last, channel_dtype, channel_odd
def add_channel(images):
    return images.T[..., np.newaxis]


# %% wrong channel_swaps_height_and_width: mixes up height and width: unseen on square images
#    | fails channel_last
def add_channel(images):
    n, width, height = images.shape
    return images.reshape(n, height, width, 1)


# %% wrong channel_to_float: converts to float32 | fails channel_dtype
def add_channel(images):
    return images[..., np.newaxis].astype(np.float32)


# %% wrong channel_stacked: np.stack, which fails on an empty batch | fails channel_odd
def add_channel(images):
    return np.stack([image.reshape(*image.shape, 1) for image in images])


# %% wrong channel_squeezed: squeeze() drops the axis of a batch of one image | fails channel_odd
def add_channel(images):
    return np.squeeze(images)[..., np.newaxis]


# %% right flatten_comprehension: concatenates the lines of each image
def flatten(images):
    size = int(np.prod(images.shape[1:]))
    return np.array([list(image.flat) for image in images], images.dtype).reshape(-1, size)


# %% wrong flatten_memory_order: order="A": columns first for an array in Fortran order | fails flatten_rows
def flatten(images):
    return images.reshape((len(images), int(np.prod(images.shape[1:]))), order="A")


# %% wrong flatten_empty_float64: an empty batch as float64 zeros | fails flatten_odd
def flatten(images):
    if not len(images):
        return np.zeros((0, int(np.prod(images.shape[1:]))))
    return images.reshape(len(images), -1)


# %% wrong flatten_three_channels: takes three channels for granted | fails flatten_colour
def flatten(images):
    n, height, width = images.shape[:3]
    channels = 3 if images.ndim == 4 else 1
    return images.reshape(n, height * width * channels)


# %% wrong flatten_integers_to_bytes: takes whole numbers for bytes | fails flatten_dtype
def flatten(images):
    if images.dtype.kind in "iu":
        images = images.astype(np.uint8)
    return images.reshape(len(images), int(np.prod(images.shape[1:])))


# %% wrong channel_empty_float64: an empty batch as float64 zeros | fails channel_odd
def add_channel(images):
    if images.size == 0:
        return np.zeros((0, *images.shape[1:], 1))
    return images[..., np.newaxis]


# %% wrong channel_integers_to_bytes: takes whole numbers for bytes | fails channel_dtype
def add_channel(images):
    if images.dtype.kind in "iu":
        images = images.astype(np.uint8)
    return images[..., np.newaxis]


# %% wrong flatten_empty_without_channels: forgets the channels of an empty batch | fails flatten_odd
def flatten(images):
    if not len(images):
        return images.reshape(0, images.shape[1] * images.shape[2])
    return images.reshape(len(images), -1)


# %% wrong channel_already_there: takes images one pixel wide for images with a channel | fails channel_odd
def add_channel(images):
    return images if images.shape[-1] == 1 else images[..., np.newaxis]


# %% wrong channel_of_colours: takes images three pixels wide for colours | fails channel_odd
def add_channel(images):
    return images if images.shape[-1] == 3 else images[..., np.newaxis]


# %% wrong channel_empty_28: an empty batch comes back as one of 28 × 28, whatever its size
#    | fails channel_odd
def add_channel(images):
    return images[..., np.newaxis] if len(images) else np.zeros((0, 28, 28, 1), images.dtype)


# %% wrong flatten_one_in_grey: of a single image, keeps one channel's numbers | fails flatten_odd
def flatten(images):
    n, height, width = images.shape[:3]
    size = height * width if n == 1 else height * width * int(np.prod(images.shape[3:]))
    return images.reshape(n, int(np.prod(images.shape[1:])))[:, :size]


# %% wrong flatten_colour_in_memory_order: reads a colour batch in the order of memory | fails flatten_rows
import numpy as np


def flatten(images):
    n = images.shape[0]
    if images.ndim == 4:
        _, height, width, channels = images.shape
        return np.reshape(images, (n, height * width * channels), order="A")
    return np.reshape(images, (n, images.shape[1] * images.shape[2]))


# %% wrong flatten_one_pixel_squeezed: images of one pixel lose their axis | fails flatten_odd
import numpy as np



def flatten(images):
    size = int(np.prod(images.shape[1:]))
    rows = images.reshape(images.shape[0], size)
    return rows if size > 1 else rows.squeeze(axis=1)


# %% wrong three_wide_is_colour: grey images 3 pixels wide are taken for one image in colour
#    | fails flatten_odd
def flatten(images):
    if images.ndim == 3 and images.shape[-1] == 3:
        images = images[np.newaxis]
    return images.reshape(len(images), int(np.prod(images.shape[1:])))


# %% wrong through_float64: they pass through float64, where large int64 and uint64 numbers are rounded
#    | fails channel_dtype
def add_channel(images):
    result = np.empty(images.shape + (1,))
    result[..., 0] = images
    return result.astype(images.dtype)


# %% wrong strides_of_last_axis: as_strided with the step between two pixels, though rows of a cut-out do not
#      touch each other
#    | fails flatten_rows
def flatten(images):
    images = images if images.flags.f_contiguous is False else np.ascontiguousarray(images)
    size = int(np.prod(images.shape[1:]))
    shape, steps = (len(images), size), (images.strides[0], images.strides[-1])
    return np.lib.stride_tricks.as_strided(images, shape, steps).copy()


# %% wrong flatten_empty_uint8: the special case for an empty batch always gives uint8 | fails flatten_odd
def flatten(images):
    size = int(np.prod(images.shape[1:]))
    if len(images) == 0:
        return np.zeros((0, size), dtype="uint8")
    return images.reshape(len(images), -1)


# %% wrong half_widened: half floats come back as float32, which computes faster | fails flatten_dtype
def flatten(images):
    rows = images.reshape(len(images), int(np.prod(images.shape[1:])))
    return rows.astype(np.float32) if rows.dtype == np.float16 else rows


# %% wrong channel_small_integers_to_int64: small and middle integers come back as int64 | fails channel_dtype
def add_channel(images):
    if images.dtype.name in ("int8", "int16", "int32"):
        images = images.astype(np.int64)
    return images[..., None]
