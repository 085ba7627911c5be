"""Takes the hidden colour of transparent places."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            return np.array(upright.convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error
