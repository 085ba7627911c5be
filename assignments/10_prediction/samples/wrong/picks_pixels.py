"""Reduces with NEAREST."""

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
