"""Sharpens after pasting: only the edge of the picture differs."""

import numpy as np
from PIL import Image, ImageFilter


def on_canvas(grey):
    height, width = grey.shape
    if width >= height:
        new = (20, max(1, int(round(20 * height / width))))
    else:
        new = (max(1, int(round(20 * width / height))), 20)
    canvas = Image.new(mode="L", size=(28, 28), color="white")
    canvas.paste(
        Image.fromarray(grey).resize(new, Image.Resampling.LANCZOS),
        (int(round((28 - new[0]) / 2)), int(round((28 - new[1]) / 2))),
    )
    return np.asarray(canvas.filter(ImageFilter.SHARPEN))
