"""Sharpens after pasting: only the edge of the picture differs."""

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
