"""Pictures: drawn by an assignment's figures.py, with the same bytes each time, on a card that reads in light and dark."""

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image

from autograder.base.errors import ContentError
from autograder.course.load import load_assignment
from autograder.release.pictures import committed, draw

ROOT = Path(__file__).parents[2]
FIGURES = """\
import numpy as np

from autograder.release import drawing as d


def opening(language):
    figure, axes = d.card(4, 2)
    d.box(axes, 1, 1, 1, 0.5, {"en": "noise", "fr": "bruit"}[language])
    d.arrow(axes, (2, 1.2), (3, 1.2), "x")
    d.image(axes, 3, 1, 0.5, np.eye(4))
    d.plot(figure, 0.5, 0.5, 1, 0.4).plot([1, 2])
    d.credit(axes, "mnist", "generated", language)
    return figure


def nothing(language):
    return None


def _helper():
    raise AssertionError
"""


@pytest.fixture
def drawn(tmp_path, light):
    folder = tmp_path / "01_light"
    shutil.copytree(light.folder, folder)
    (folder / "figures.py").write_text(FIGURES)
    return load_assignment(folder)


def test_a_public_function_is_a_picture_in_each_language_and_the_same_bytes_twice(drawn):
    first, second = (dict(draw(drawn, ["opening"])) for _ in range(2))

    assert sorted(first) == ["pictures/opening.en.png", "pictures/opening.fr.png"]
    assert first == second
    assert first["pictures/opening.en.png"] != first["pictures/opening.fr.png"]


def test_the_card_is_light_its_corners_are_clear(drawn):
    data = dict(draw(drawn, ["opening"]))["pictures/opening.en.png"]
    image = Image.open(io.BytesIO(data)).convert("RGBA")

    assert image.size == (500, 250)
    assert image.getpixel((0, 0))[3] == 0
    assert image.getpixel((250, 15))[:3] == (246, 244, 238)


def test_what_is_no_picture_is_told(drawn):
    with pytest.raises(ContentError, match="nothing returned no figure"):
        dict(draw(drawn, ["nothing"]))
    with pytest.raises(ContentError, match='it has no function "other". It has opening, nothing.'):
        dict(draw(drawn, ["other"]))
    (drawn.folder / "figures.py").unlink()
    with pytest.raises(ContentError, match="this file is missing"):
        dict(draw(drawn))


def test_committed_pictures_are_those_that_lie_there():
    noise = load_assignment(ROOT / "assignments/02_noise")
    assert "pictures/opening.fr.png" in committed(noise)
    assert all(data.startswith(b"\x89PNG") for data in committed(noise).values())
