"""Lets the short side of a long picture round to 0."""

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
