"""What is seen of an image on the screen."""

import numpy as np
import pytest

from autograder.judge.worker.seen import as_seen, is_grey


@pytest.fixture
def axes():
    return pytest.importorskip("matplotlib.figure").Figure().add_subplot()


def test_a_picture_whose_limits_are_one_number_is_black(axes):
    assert not as_seen(axes.imshow(np.eye(2), cmap="gray", vmin=1, vmax=1)).any()
    # One grey level, of which matplotlib itself makes both limits.
    assert as_seen(axes.imshow(np.ones((2, 2)), cmap="gray")).all()


def test_a_picture_whose_limits_are_far_from_its_values_is_of_one_shade(axes):
    assert not as_seen(axes.imshow(np.eye(2), cmap="gray", vmin=0, vmax=255)).any()
    assert not as_seen(axes.imshow(np.eye(2), cmap="gray", vmin=-3, vmax=-1)).any()
    for limits in ({"vmax": 60}, {"norm": "symlog", "vmax": 255}, {"vmin": 0.5, "vmax": 2}, {"vmax": 0.5}):
        assert np.array_equal(as_seen(axes.imshow(np.eye(2), cmap="gray", **limits)), np.eye(2))
    hole = np.array([[0, 1], [np.nan, 1]])
    assert np.array_equal(as_seen(axes.imshow(hole, vmax=255)), [[0, 0], [np.nan, 0]], equal_nan=True)
    assert np.isnan(as_seen(axes.imshow(np.full((2, 2), np.nan)))).all()
    assert as_seen(axes.imshow(np.eye(2) > 0, cmap="gray")).any()


def test_what_lies_beyond_the_limits_of_the_axes_is_not_seen(axes):
    values = np.arange(12.0).reshape(3, 4)
    image = axes.imshow(values)
    axes.set(xlim=(0, 3), ylim=(2.5, -0.5))  # half of the outermost columns
    assert np.array_equal(as_seen(image), values)
    axes.set(xlim=(-0.5, 2.5), ylim=(0.5, 2.5))  # and upside down
    assert np.array_equal(as_seen(image), values[:0:-1, :3])


def test_a_picture_is_grey_by_its_colour_map_or_its_channels(axes):
    assert is_grey(axes.imshow(np.eye(2), cmap="gray"))
    assert not is_grey(axes.imshow(np.eye(2), cmap="viridis"))
    assert is_grey(axes.imshow(np.full((2, 2, 3), 0.5)))
    assert not is_grey(axes.imshow(np.broadcast_to([0.1, 0.2, 0.3], (2, 2, 3))))
