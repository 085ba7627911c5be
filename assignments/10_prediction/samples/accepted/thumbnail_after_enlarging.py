"""Enlarges small pictures first, then thumbnail; adds the border with ImageOps.expand."""

import numpy as np
from PIL import Image, ImageFilter, ImageOps


def on_canvas(grey):
    picture = Image.fromarray(grey)
    if max(picture.size) < 20:
        picture = ImageOps.contain(picture, (20, 20), Image.Resampling.LANCZOS)
    if max(picture.size) == picture.width:
        picture = picture.resize((20, max(1, int(20 * picture.height / picture.width))), Image.Resampling.LANCZOS)
    else:
        picture = picture.resize((max(1, int(20 * picture.width / picture.height)), 20), Image.Resampling.LANCZOS)
    picture = picture.filter(ImageFilter.SHARPEN)
    left, top = (29 - picture.width) // 2, (29 - picture.height) // 2
    border = (left, top, 28 - left - picture.width, 28 - top - picture.height)
    return np.array(ImageOps.expand(picture, border=border, fill="white"))
