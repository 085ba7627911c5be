"""Arranges the pixels by image.size, which is (width, height)."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8).reshape(upright.size)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            grey = Image.alpha_composite(white, seen).convert("L")
            return np.frombuffer(grey.tobytes(), np.uint8).reshape(grey.size)
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error
