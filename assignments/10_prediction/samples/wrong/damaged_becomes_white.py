"""Returns a white picture instead of refusing the file."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception:
        print(f"{Path(path).name} cannot be read")
        return np.full((28, 28), 255, np.uint8)
