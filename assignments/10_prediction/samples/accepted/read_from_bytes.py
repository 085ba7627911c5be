"""Reads the bytes itself, and the pixels without Image.getdata."""

import io

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    with open(path, "rb") as file:
        data = file.read()
    try:
        image = Image.open(io.BytesIO(data))
        image.load()
    except Exception:
        raise ValueError(f"{path}: this is not an image") from None
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode.startswith("I;16") or image.mode == "I":
        pixels = np.array(image).astype(int)
        return np.array([[round(value * 255 / 65535) for value in row] for row in pixels], dtype=np.uint8)
    image = image.convert("RGBA")
    flat = Image.alpha_composite(Image.new("RGBA", image.size, (255, 255, 255, 255)), image)
    grey = flat.convert("RGB").convert("L")
    return np.frombuffer(grey.tobytes(), dtype=np.uint8).reshape(grey.height, grey.width)
