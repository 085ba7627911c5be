"""Photos from a folder of one's own, or scenes painted in their place."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from autograder.base.errors import MachineError, UsageError
from autograder.base.files import writing
from autograder.base.messages import default_language, sentence
from autograder.data.scenes import scenes
from autograder.data.sets import course_data

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif")
GENERATED = 60  # scenes, in the sizes below

_SIZES = ((160, 240), (240, 160), (200, 200))  # height, width: mixed on purpose, as photos are


def photos(folder: Path | str | None = None, into: Path | str | None = None) -> list[Path]:
    """Return the paths of the photos in a folder and its subfolders, sorted.

    Args:
        folder: The folder; by default COURSE_DATA/photos, and where that is missing, 60 scenes are painted, which a
            line on standard error says.
        into: The folder the painted scenes are written to; by default one among the temporary files. Scenes already
            there are used again.

    Returns:
        Paths of files that begin like an image. Others are left out with a message on standard error; a file that
        breaks off later shows only when it is read (`read_photos`).

    Raises:
        MachineError: The folder does not exist or holds no photo.
    """
    if folder is None:
        course = course_data()
        folder = course / "photos" if course else None
        if folder is None or not folder.is_dir():
            return _painted(Path(into) if into else Path(tempfile.gettempdir()) / "autograder-scenes")
    folder = Path(folder)
    if not folder.is_dir():
        raise MachineError(sentence("data.no_photo_folder", default_language(), path=str(folder)))
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    readable = [path for path in found if _begins_like_an_image(path)]
    if not readable:
        raise MachineError(sentence("data.no_photos", default_language(), path=str(folder), count=len(found)))
    return readable


def read_photos(paths: Iterable[Path | str], height: int, width: int) -> np.ndarray:
    """Return photos as uint8 `(n, height, width, 3)`, red first, upright, cut to the shape in the middle and resized.

    A file that cannot be read is left out with a message on standard error, so n may be less than the number of paths.
    """
    if height < 1 or width < 1:
        raise UsageError("data.photo_sides", height=height, width=width)
    read = []
    for path in paths:
        try:
            with Image.open(path) as image:
                upright = ImageOps.exif_transpose(image).convert("RGB")
            read.append(np.asarray(ImageOps.fit(upright, (width, height), Image.Resampling.LANCZOS)))
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            _skipped(path, error)
    return np.stack(read) if read else np.empty((0, height, width, 3), np.uint8)


def _begins_like_an_image(path: Path) -> bool:
    if path.suffix.lower() not in SUFFIXES:
        _skipped(path, f"{path.suffix or 'no suffix'}")
        return False
    try:
        with Image.open(path):
            return True
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        _skipped(path, error)
        return False


def _painted(folder: Path) -> list[Path]:
    paths = [folder / f"scene_{number:03d}.png" for number in range(GENERATED)]
    print(sentence("data.painted", default_language(), count=GENERATED, path=str(folder)), file=sys.stderr)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind, (height, width) in enumerate(_SIZES):
            mine = paths[kind :: len(_SIZES)]
            if all(path.is_file() for path in mine):
                continue
            for path, scene in zip(mine, scenes(len(mine), height, width, seed=kind), strict=True):
                with writing(path) as file:
                    Image.fromarray(scene).save(file, format="PNG")
    except OSError as error:
        raise MachineError(
            sentence("data.cannot_paint", default_language(), path=str(folder), error=str(error))
        ) from error
    return paths


def _skipped(path: Path | str, why: object) -> None:
    if isinstance(why, UnidentifiedImageError):
        why = sentence("data.not_an_image", default_language())
    print(sentence("data.skipped", default_language(), path=str(path), why=str(why)), file=sys.stderr)
