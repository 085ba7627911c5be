"""Scales the longest side to 28, whatever is asked for."""

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
