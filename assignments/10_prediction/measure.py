"""The figures beside the thresholds of checks/test_public.py (`python assignments/10_prediction/measure.py`)."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from PIL import Image, ImageFilter

from autograder.proof.measure import Measuring, module, run

HERE = Path(__file__).parent
LANCZOS = Image.Resampling.LANCZOS


def canvas(reduced: Callable) -> Callable:
    """Return an `on_canvas` for square pictures that reduces them by `reduced`."""

    def on_canvas(grey):
        paper = Image.new("L", (28, 28), 255)
        paper.paste(reduced(Image.fromarray(grey)), (4, 4))
        return np.array(paper)

    return on_canvas


def once(image):
    return image.filter(ImageFilter.SHARPEN)


def thumbnail(image):
    image = image.copy()
    image.thumbnail((20, 20), LANCZOS)
    return once(image)


WAYS = {
    "Lanczos, sharpened": lambda image: once(image.resize((20, 20), LANCZOS)),
    "thumbnail, sharpened": thumbnail,
    "not sharpened": lambda image: image.resize((20, 20), LANCZOS),
    "sharpened twice": lambda image: once(once(image.resize((20, 20), LANCZOS))),
    "sharpened before": lambda image: once(image).resize((20, 20), LANCZOS),
}
for name in ("BICUBIC", "BILINEAR", "BOX", "NEAREST"):
    kind = Image.Resampling[name]
    WAYS[f"{name.lower()}, sharpened"] = lambda image, kind=kind: once(image.resize((20, 20), kind))
    WAYS[f"{name.lower()}, not sharpened"] = lambda image, kind=kind: image.resize((20, 20), kind)


def main(measuring: Measuring):
    """Measure each way of reducing a picture."""
    checks = module(HERE / "checks/test_public.py")
    for name, way in WAYS.items():
        answer = SimpleNamespace(on_canvas=canvas(way))
        plain, got, effect = checks._reduced(answer, fine=True)
        strength = (got - plain) @ effect / (effect @ effect)
        deviation = np.sqrt(np.mean((got - plain - strength * effect) ** 2))
        plain, got, effect = checks._reduced(answer, fine=False)
        strength = (got - plain) @ effect / (effect @ effect)
        measuring.alone(f"deviation, {name}", deviation)
        measuring.alone(f"strength, {name}", strength)


if __name__ == "__main__":
    run(HERE, {"": main})
