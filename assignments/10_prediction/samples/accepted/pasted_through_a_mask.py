"""Checks the file first, pastes through the alpha channel, goes by the mode."""

import os

import numpy as np
from PIL import Image, ImageOps, ImageSequence


def load_grey(path):
    if not os.path.exists(path):
        raise FileNotFoundError(f"no file called {path}")
    try:
        first = next(iter(ImageSequence.Iterator(Image.open(str(path))))).copy()
    except (OSError, SyntaxError, ValueError, EOFError, StopIteration) as error:
        raise ValueError("cannot read " + os.path.basename(path) + " as an image") from error
    picture = ImageOps.exif_transpose(first)
    if picture.mode in ("I", "I;16", "I;16B", "I;16L"):
        eight_bits = np.array(picture, dtype=np.float32) * (255 / 65535)
        return eight_bits.round().astype(np.uint8)
    if "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA"):
        picture = picture.convert("RGBA")
        backdrop = Image.new("RGB", picture.size, (255, 255, 255))
        backdrop.paste(picture, mask=picture.split()[-1])
        picture = backdrop
    elif picture.mode != "L":
        picture = picture.convert("RGB")
    return np.asarray(ImageOps.grayscale(picture)).copy()
