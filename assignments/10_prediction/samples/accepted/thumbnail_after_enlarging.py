"""Enlarges small pictures first, then thumbnail; adds the border with ImageOps.expand."""

import numpy as np
from PIL import Image, ImageFilter, ImageOps


def on_canvas(grey, longest=20):
    picture = Image.fromarray(grey)
    if max(picture.size) < longest:
        picture = ImageOps.contain(picture, (longest, longest), Image.Resampling.LANCZOS)
    if max(picture.size) == picture.width:
        picture = picture.resize((longest, max(1, int(longest * picture.height / picture.width))), Image.Resampling.LANCZOS)
    else:
        picture = picture.resize((max(1, int(longest * picture.width / picture.height)), longest), Image.Resampling.LANCZOS)
    picture = picture.filter(ImageFilter.SHARPEN)
    left, top = (29 - picture.width) // 2, (29 - picture.height) // 2
    border = (left, top, 28 - left - picture.width, 28 - top - picture.height)
    return np.array(ImageOps.expand(picture, border=border, fill="white"))
