# %% right new_axes: inverts first, adds axes by indexing
import numpy as np


def network_input(canvas):
    inverted = np.invert(canvas)  # 255 - value, in uint8
    return (inverted[None, :, :, None] / 255).astype("float32")


# %% right pixel_loops: goes through the pixels one by one
import numpy as np


def network_input(canvas):
    image = np.zeros((1, 28, 28, 1), dtype="float32")
    for row in range(28):
        for column in range(28):
            image[0, row, column, 0] = 1.0 - float(canvas[row, column]) / 255.0
    return image


# %% right with_pillow_and_tensorflow: inverts with Pillow, converts with TensorFlow
import tensorflow as tf
from PIL import Image, ImageOps


def network_input(canvas):
    inverted = ImageOps.invert(Image.fromarray(canvas))
    image = tf.image.convert_image_dtype(tf.constant(bytearray(inverted.tobytes()), tf.uint8), tf.float32)
    return tf.reshape(image, (1, 28, 28, 1))


# %% wrong not_inverted: forgets to invert | fails inverted_once
import numpy as np


def network_input(canvas):
    return (canvas.astype(np.float32) / 255).reshape(1, 28, 28, 1)


# %% wrong inverted_twice: inverts the grey values, then the fractions again | fails inverted_once
import numpy as np


def network_input(canvas):
    inverted = 255 - canvas
    return (1 - inverted.astype(np.float32) / 255).reshape(1, 28, 28, 1)


# %% wrong float64: leaves the result in float64 | fails input_shape
import numpy as np


def network_input(canvas):
    return (1 - canvas / 255).reshape(1, 28, 28, 1)


# %% wrong no_channel: leaves out the channel | fails input_shape
import numpy as np


def network_input(canvas):
    return (1 - canvas.astype(np.float32) / 255)[np.newaxis]


# %% wrong no_image_axis: gives the image without the axis of the batch | fails input_shape
import numpy as np


def network_input(canvas):
    return (1 - canvas.astype(np.float32) / 255)[..., np.newaxis]


# %% wrong channel_first: puts the channel before the rows | fails input_shape
import numpy as np


def network_input(canvas):
    return (1 - canvas.astype(np.float32) / 255).reshape(1, 1, 28, 28)


# %% wrong transposed: exchanges rows and columns | fails pixel_places
import numpy as np


def network_input(canvas):
    return (1 - canvas.T.astype(np.float32) / 255).reshape(1, 28, 28, 1)


# %% wrong not_divided: inverts, but stays between 0 and 255 | fails inverted_once
import numpy as np


def network_input(canvas):
    return (255 - canvas).astype(np.float32).reshape(1, 28, 28, 1)


# %% wrong divided_by_256: divides by 256 | fails inverted_once
import numpy as np


def network_input(canvas):
    return (1 - canvas.astype(np.float32) / 256).reshape(1, 28, 28, 1)


# %% wrong wrapped_uint8: subtracts from 1 while still in uint8, which wraps around
#    | fails inverted_once, pixel_places, pixel_values
import numpy as np


def network_input(canvas):
    return ((np.uint8(1) - canvas) / np.float32(255)).reshape(1, 28, 28, 1).astype(np.float32)


# %% wrong black_or_white: keeps only black and white | fails pixel_values
import numpy as np


def network_input(canvas):
    return (canvas < 128).astype(np.float32).reshape(1, 28, 28, 1)


# %% wrong four_bits: keeps sixteen grey values | fails pixel_values
def network_input(canvas):
    return (1 - (canvas // 17).astype(np.float32) / 15).reshape(1, 28, 28, 1)


# %% wrong upside_down: turns the picture upside down | fails pixel_places
def network_input(canvas):
    return (1 - canvas[::-1].astype(np.float32) / 255).reshape(1, 28, 28, 1)


# %% right ni_subtract: subtracts in 8 bits, then divides
import numpy as np


def network_input(canvas):
    return np.expand_dims(np.float32(255 - canvas) / np.float32(255.0), (0, 3))


# %% wrong ni_out: inverts the canvas itself | fails pixel_values
import numpy as np


def network_input(canvas):
    np.subtract(255, canvas, out=canvas)
    return (canvas.astype(np.float32) / 255)[None, :, :, None]


# %% wrong ni_order: follows the order in memory | fails pixel_places
import numpy as np


def network_input(canvas: np.ndarray) -> np.ndarray:
    return (1 - canvas.astype(np.float32) / 255).ravel("K").reshape(1, 28, 28, 1)


# %% wrong ni_brightest: divides by the largest value | fails pixel_values
def network_input(canvas):
    bright = 255 - canvas.astype(np.float32)
    return (bright / max(float(bright.max()), 1.0))[None, :, :, None]


# %% wrong ni_lightest_is_zero: subtracts from the lightest value, white or not | fails pixel_values
import numpy as np


def network_input(canvas):
    ink = (canvas.max() if canvas.max() > 0 else 255) - canvas.astype("float32")
    return ink.reshape(1, 28, 28, 1) / np.float32(255)


# %% wrong ni_inverted_if_light: inverts only what is light on the whole | fails pixel_values
import numpy as np


def network_input(canvas):
    image = canvas.astype(np.float32) / 255
    if image.mean() >= 0.5 or image.max() == 0:
        image = 1 - image
    return image.reshape(1, 28, 28, 1)


# %% wrong ni_inverted_by_the_corners: inverts only where the corners are light | fails pixel_values
import numpy as np


def network_input(canvas):
    image = canvas.astype(np.float32) / 255
    if np.ptp(canvas) == 0 or image[[0, 0, -1, -1], [0, -1, 0, -1]].mean() > 0.5:
        image = 1 - image
    return image[np.newaxis, ..., np.newaxis]


# %% wrong guessed_as_scaled: a canvas with nothing above 1 is taken for one that was scaled before
#    | fails pixel_values
def network_input(canvas):
    values = canvas.astype("float32")
    if values.max() > 1:
        values = values / 255
    return (1 - values).reshape(1, 28, 28, 1)


# %% wrong one_buffer: all calls fill and return the same array, so an earlier image turns into the later one
#    | fails pixel_places
_IMAGE = np.empty((1, 28, 28, 1), np.float32)


def network_input(canvas):
    np.divide(canvas, 255, out=_IMAGE[0, :, :, 0], casting="unsafe")
    np.subtract(1, _IMAGE, out=_IMAGE)
    return _IMAGE


# %% wrong factor_of_eight_decimals: 1/255 rounded to 8 decimals: white is a little less than 0
#    | fails inverted_once
def network_input(canvas):
    image = np.float32(1) - canvas.astype(np.float32) * np.float32(0.00392157)
    return image.reshape((1, 28, 28, 1))
