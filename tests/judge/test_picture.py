"""The picture beside a verdict: expected above, received below."""

import io

import numpy as np
import pytest
from PIL import Image

from autograder.judge.picture import difference


def pixels(picture):
    return np.asarray(Image.open(io.BytesIO(picture.png)))


def test_expected_stands_above_received():
    found = pixels(difference((np.zeros((1, 8, 8)), np.ones((1, 8, 8)))))

    # 8 pixels enlarged 8 times are 64; 2 of paper below and beside each.
    assert found.shape == (64 + 2 + 64, 64 + 2, 3)
    assert (found[:64, :64] == 0).all()
    assert (found[64:66] == 255).all()
    assert (found[66:, :64] == 255).all()


def test_at_most_six_images_stand_in_a_row():
    assert pixels(difference((np.zeros((9, 64, 64)),) * 2)).shape[1] == 6 * (64 + 2)


def test_large_images_are_thinned_out():
    assert pixels(difference((np.zeros((1, 200, 100)),) * 2)).shape == (50 + 2 + 50, 25 + 2, 3)


def test_colours_and_ranges_are_kept():
    image = np.zeros((1, 64, 64, 3), "uint8")
    image[..., 0] = 200

    assert pixels(difference((image, image)))[0, 0].tolist() == [200, 0, 0]


@pytest.mark.parametrize(
    "arrays",
    [None, (np.zeros(5), np.zeros(5)), (np.zeros((1, 8, 8)), np.zeros((2, 2))), (np.zeros((0, 8, 8)),) * 2],
    ids=["nothing", "numbers", "one of them no image", "empty"],
)
def test_what_are_no_images_gets_no_picture(arrays):
    assert difference(arrays) is None


@pytest.mark.parametrize(
    ("rows", "side"), [((3, 784), 28), ((1000, 784), 28), ((2, 256), 16), ((2, 3072), 32)], ids=str
)
def test_rows_that_are_unrolled_images_are_drawn_as_images(rows, side):
    scale = max(1, 64 // side)
    number = min(6, rows[0])

    found = pixels(difference((np.zeros(rows), np.ones(rows))))
    assert found.shape == (2 * side * scale + 2, number * (side * scale + 2), 3)


def test_an_image_whose_width_is_a_square_stays_an_image():
    assert pixels(difference((np.zeros((64, 64)),) * 2)).shape == (64 + 2 + 64, 64 + 2, 3)
