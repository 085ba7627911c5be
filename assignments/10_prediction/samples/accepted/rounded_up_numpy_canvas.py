"""Rounds up, and builds the canvas as an array."""

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
