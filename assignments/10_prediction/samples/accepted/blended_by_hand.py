"""Blends with white and weighs the colours in NumPy."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return (np.asarray(upright) // 256).astype("uint8")
            pixels = np.asarray(upright.convert("RGBA"), dtype=np.float64)
            alpha = pixels[..., 3:] / 255
            colours = pixels[..., :3] * alpha + 255 * (1 - alpha)
            return np.rint(colours @ [0.299, 0.587, 0.114]).astype("uint8")
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error
