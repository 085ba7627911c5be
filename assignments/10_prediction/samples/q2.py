# %% right rounded_up_numpy_canvas: rounds up, and builds the canvas as an array
import math

import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    rows, columns = grey.shape
    side = max(rows, columns)
    rows, columns = math.ceil(longest * rows / side), math.ceil(longest * columns / side)
    picture = Image.fromarray(grey, mode="L").resize((columns, rows), resample=Image.LANCZOS)
    picture = np.asarray(picture.filter(ImageFilter.SHARPEN))
    canvas = np.full((28, 28), fill_value=255, dtype=np.uint8)
    top, left = 14 - rows // 2, 14 - columns // 2
    canvas[top : top + rows, left : left + columns] = picture
    return canvas


# %% right thumbnail_after_enlarging: enlarges small pictures first, then thumbnail; adds the border with
#      ImageOps.expand
import numpy as np
from PIL import Image, ImageFilter, ImageOps


def on_canvas(grey, longest=20):
    picture = Image.fromarray(grey)
    if max(picture.size) < longest:
        picture = ImageOps.contain(picture, (longest, longest), Image.Resampling.LANCZOS)
    if max(picture.size) == picture.width:
        picture = picture.resize(
            (longest, max(1, int(longest * picture.height / picture.width))), Image.Resampling.LANCZOS
        )
    else:
        picture = picture.resize(
            (max(1, int(longest * picture.width / picture.height)), longest), Image.Resampling.LANCZOS
        )
    picture = picture.filter(ImageFilter.SHARPEN)
    left, top = (29 - picture.width) // 2, (29 - picture.height) // 2
    border = (left, top, 28 - left - picture.width, 28 - top - picture.height)
    return np.array(ImageOps.expand(picture, border=border, fill="white"))


# %% wrong sharpened_on_the_canvas: sharpens after pasting: the edge of the picture is sharpened against the
#      paper
#    | fails small_picture
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    if width >= height:
        new = (longest, max(1, int(round(longest * height / width))))
    else:
        new = (max(1, int(round(longest * width / height))), longest)
    canvas = Image.new(mode="L", size=(28, 28), color="white")
    canvas.paste(
        Image.fromarray(grey).resize(new, Image.Resampling.LANCZOS),
        (int(round((28 - new[0]) / 2)), int(round((28 - new[1]) / 2))),
    )
    return np.asarray(canvas.filter(ImageFilter.SHARPEN))


# %% wrong stretched: makes a square of every picture | fails aspect_ratio, tiny_and_long
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    size = longest, longest
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong fills_the_canvas: scales the longest side to 28, whatever is asked for
#    | fails white_canvas, longest_side, aspect_ratio, lanczos, sharpened, longest_chosen, small_picture,
#      tiny_and_long
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = 28 / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong black_canvas: lays the picture on black
#    | fails white_canvas, longest_side, aspect_ratio, longest_chosen, tiny_and_long
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28))
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong longest_ignored: scales the longest side to 20, whatever is asked for | fails longest_chosen
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = 20 / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong in_the_corner: pastes the picture at the top left | fails white_canvas, centred
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, (0, 0))
    return np.array(canvas)


# %% wrong four_from_the_corner: pastes the picture at (4, 4) whatever its size
#    | fails centred, longest_chosen
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, (4, 4))
    return np.array(canvas)


# %% wrong thumbnail_never_enlarges: uses thumbnail, which leaves small pictures small
#    | fails aspect_ratio, lanczos, small_picture, tiny_and_long
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    small = Image.fromarray(grey)
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    small = small.filter(ImageFilter.SHARPEN)
    size = small.size
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong side_of_zero: lets the short side of a long picture round to 0
#    | fails longest_chosen, tiny_and_long
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = round(width * factor), round(height * factor)
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong picks_pixels: reduces with NEAREST | fails lanczos
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.NEAREST).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong not_sharpened: forgets to sharpen | fails sharpened
import numpy as np
from PIL import Image


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong sharpened_twice: sharpens twice | fails sharpened
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS)
    small = small.filter(ImageFilter.SHARPEN).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong sharpened_before: sharpens the large picture, where it no longer shows once reduced
#    | fails sharpened
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).filter(ImageFilter.SHARPEN).resize(size, Image.Resampling.LANCZOS)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong integer_factor: divides by a whole number
#    | fails longest_side, aspect_ratio, sharpened, longest_chosen, small_picture, tiny_and_long
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = max(height, width) // longest
    size = max(1, width // factor), max(1, height // factor)
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong sides_exchanged: gives resize (height, width) instead of (width, height)
#    | fails aspect_ratio, tiny_and_long
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(height * factor)), max(1, round(width * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong shortest_side_20: scales the shortest side to 20
#    | fails white_canvas, longest_side, aspect_ratio, longest_chosen, tiny_and_long
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / min(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong centred_by_mass: puts the middle of the dark into the middle of the canvas | fails centred
place = on_canvas


def on_canvas(grey, longest=20):
    canvas = place(grey, longest)
    ink = 255.0 - canvas
    rows, columns = np.arange(28)[:, None], np.arange(28)
    down = round(13.5 - float((ink * rows).sum() / ink.sum())) if ink.any() else 0
    right = round(13.5 - float((ink * columns).sum() / ink.sum())) if ink.any() else 0
    down, right = np.clip(down, -3, 3), np.clip(right, -3, 3)
    return np.roll(canvas, (down, right), axis=(0, 1))


# %% wrong bicubic: reduces with bicubic resampling | fails lanczos, small_picture
def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong default_resampling: leaves the method to resize | fails lanczos, small_picture
def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong enlarged_by_repeating: repeats the pixels of pictures that are too small | fails small_picture
place = on_canvas


def on_canvas(grey, longest=20):
    if max(grey.shape) < longest:
        times = -(-longest // max(grey.shape))
        grey = np.kron(grey, np.ones((times, times), np.uint8))
    return place(grey, longest)


# %% wrong edge_enhanced: another filter than SHARPEN | fails sharpened, small_picture
def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.EDGE_ENHANCE)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong margins_cropped: cuts the white margins off before it measures the picture | fails small_picture
place = on_canvas


def on_canvas(grey, longest=20):
    ink = np.argwhere(grey < 250)
    if len(ink):
        (top, left), (bottom, right) = ink.min(axis=0), ink.max(axis=0) + 1
        grey = np.ascontiguousarray(grey[top:bottom, left:right])
    return place(grey, longest)


# %% wrong picture_overwritten: writes into the picture it was given | fails small_picture
place = on_canvas


def on_canvas(grey, longest=20):
    canvas = place(grey, longest)
    grey[grey < 10] = 255
    return canvas


# %% right oc_numpy: pads with NumPy, the short side rounded down
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    image = (
        Image.fromarray(np.ascontiguousarray(grey), mode="L") if False else Image.fromarray(np.array(grey))
    )
    w, h = image.size
    if w >= h:
        size = (longest, max(h * longest // w, 1))
    else:
        size = (max(w * longest // h, 1), longest)
    small = np.array(image.resize(size, resample=Image.LANCZOS).filter(ImageFilter.SHARPEN))
    canvas = np.full((28, 28), 255, np.uint8)
    top, left = 14 - small.shape[0] // 2, 14 - small.shape[1] // 2
    canvas[top : top + small.shape[0], left : left + small.shape[1]] = small
    return canvas


# %% right oc_pad: ImageOps.contain and pad by hand
import numpy as np
from PIL import Image, ImageFilter, ImageOps


def on_canvas(grey, longest=20):
    h, w = grey.shape
    side = max(h, w)
    new = [max(1, (2 * n * longest + side) // (2 * side)) for n in (w, h)]
    small = Image.fromarray(grey).resize(new, Image.LANCZOS).filter(ImageFilter.SHARPEN)
    return np.asarray(
        ImageOps.expand(
            small,
            (
                (28 - new[0]) // 2,
                (28 - new[1]) // 2,
                28 - new[0] - (28 - new[0]) // 2,
                28 - new[1] - (28 - new[1]) // 2,
            ),
            fill=255,
        )
    )


# %% wrong oc_int: a longest side of 19.999… becomes 19 | fails longest_side
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey: np.ndarray, longest: int = 20) -> np.ndarray:
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, int(width * factor)), max(1, int(height * factor))  # Pillow: width first
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong oc_ceil: a longest side of 20.000001 becomes 21 | fails longest_side
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey: np.ndarray, longest: int = 20) -> np.ndarray:
    height, width = grey.shape
    factor = longest / max(height, width)
    size = -int(-width * factor // 1), -int(-height * factor // 1)  # Pillow: width first
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong oc_no_sharpen_small: sharpens only what is reduced | fails sharpened
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey: np.ndarray, longest: int = 20) -> np.ndarray:
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))  # Pillow: width first
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS)
    small = small.filter(ImageFilter.SHARPEN) if factor < 1 else small
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong oc_margin: one pixel too far where margins are even | fails centred
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey: np.ndarray, longest: int = 20) -> np.ndarray:
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))  # Pillow: width first
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0] + 2) // 2 if size[0] < 27 else 0, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong oc_reducing_gap: reduces in two steps | fails lanczos, small_picture
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey: np.ndarray, longest: int = 20) -> np.ndarray:
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))  # Pillow: width first
    small = (
        Image.fromarray(grey)
        .resize(size, Image.Resampling.LANCZOS, reducing_gap=1.0)
        .filter(ImageFilter.SHARPEN)
    )
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong oc_crop: cuts white margins off | fails small_picture
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey: np.ndarray, longest: int = 20) -> np.ndarray:
    dark = np.argwhere(grey < 250)
    if len(dark):
        (top, left), (bottom, right) = dark.min(0), dark.max(0) + 1
        grey = grey[top:bottom, left:right]
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))  # Pillow: width first
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong oc_int_of_the_width: a width of 19.999… becomes 19 | fails longest_side
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, int(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong centred_in_a_box: centres a wide picture in a square box, and the box on the canvas | fails centred
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS)
    small = small.filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - longest) // 2 + (longest - size[0]) // 2, (28 - longest) // 2 + (longest - size[1]) // 2))
    return np.array(canvas)


# %% wrong one_pixel_more: adds a pixel to the short side where nothing is to be rounded, too
#    | fails aspect_ratio
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    if height == width:
        size = (longest, longest)
    elif height > width:
        size = (min(longest, int(width * longest / height) + 1), longest)
    else:
        size = (longest, min(longest, int(height * longest / width) + 1))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS)
    small = small.filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong same_size_not_sharpened: places a picture of the right size as it is | fails sharpened
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small = Image.fromarray(grey)
    if size != small.size:
        small = small.resize(size, Image.Resampling.LANCZOS)
        small = small.filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong bytes_in_memory_order: hands Pillow the bytes as they lie in memory | fails small_picture
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small = Image.frombytes("L", (width, height), grey.tobytes(order="A")).resize(size, Image.Resampling.LANCZOS)
    small = small.filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)


# %% wrong places_exchanged: pastes with the row first and the column second
#    | fails white_canvas, longest_side, centred, longest_chosen, tiny_and_long
import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS)
    small = small.filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[1]) // 2, (28 - size[0]) // 2))
    return np.array(canvas)


# %% wrong oc_even_short_side: rounds the short side to an even number | fails aspect_ratio
from PIL import Image
import numpy as np


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)

    def side(pixels):
        return longest if pixels == max(height, width) else max(1, 2 * round(pixels * factor / 2))

    small = Image.fromarray(grey).resize((side(width), side(height)), Image.Resampling.LANCZOS)
    small = small.filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - small.width) // 2, (28 - small.height) // 2))
    return np.array(canvas)


# %% wrong oc_large_in_two_steps: reduces large pictures in two steps | fails small_picture
from PIL import Image
import numpy as np


def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    gap = 3.0 if max(height, width) > 1000 else None
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS, reducing_gap=gap)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small.filter(ImageFilter.SHARPEN), ((28 - small.width) // 2, (28 - small.height) // 2))
    return np.array(canvas)


# %% wrong ready_made: a picture of 28 × 28 with longest=28 is returned as it is | fails sharpened
def on_canvas(grey, longest=20):
    if grey.shape == (28, 28) and longest == 28:
        return grey.copy()
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - small.width) // 2, (28 - small.height) // 2))
    return np.array(canvas)


# %% wrong oc_short_side_rounded_up: ceil of a product that is a hair above a whole number gives one pixel too
#      many (75 × 100 with longest=28)
#    | fails aspect_ratio
import math


def on_canvas(grey, longest=20):
    factor = longest / max(grey.shape)
    height, width = (longest if side == max(grey.shape) else math.ceil(side * factor) for side in grey.shape)
    small = Image.fromarray(grey).resize((width, height), Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - width) // 2, (28 - height) // 2))
    return np.array(canvas)


# %% wrong oc_short_side_rounded_down: the integer part of a quotient that is a hair below a whole number
#      loses a pixel (33 × 44 with longest=20)
#    | fails aspect_ratio
def on_canvas(grey, longest=20):
    ratio = max(grey.shape) / longest
    height, width = (longest if side == max(grey.shape) else max(1, int(side / ratio)) for side in grey.shape)
    small = Image.fromarray(grey).resize((width, height), Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - width) // 2, (28 - height) // 2))
    return np.array(canvas)


# %% wrong wide_mirrored: wide pictures are turned, reduced, and turned back the wrong way round
#    | fails small_picture
def on_canvas(grey, longest=20):
    wide = grey.shape[1] > grey.shape[0]
    if wide:
        grey = np.rot90(grey)
    height, width = grey.shape
    size = max(1, round(width * longest / height)), longest
    small = Image.fromarray(np.ascontiguousarray(grey)).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    small = np.array(small)
    if wide:
        small = np.rot90(small)
    canvas = np.full((28, 28), 255, np.uint8)
    top, left = (28 - small.shape[0]) // 2, (28 - small.shape[1]) // 2
    canvas[top : top + small.shape[0], left : left + small.shape[1]] = small
    return canvas


# %% wrong short_side_bilinear: the long side is reduced with Lanczos, the short one afterwards, by another
#      method
#    | fails small_picture
def on_canvas(grey, longest=20):
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    if height == width:
        small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS)
    else:
        small = Image.fromarray(grey).resize((size[0], height), Image.Resampling.LANCZOS)
        small = small.resize(size, Image.Resampling.BILINEAR)
    small = small.filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)
