"""The generated data: what it looks like to a program, that it repeats itself, and that it is there fast."""

import subprocess
import sys
import time

import numpy as np
import pytest

from autograder import data
from autograder.data.digits import FACES, STROKES, _atlas


@pytest.fixture(params=[data.digits, data.garments], ids=["digits", "garments"])
def drawn(request):
    return request.param


def test_images_and_labels_have_mnists_kind(drawn):
    images, labels = drawn(103, seed=4)
    assert images.shape == (103, 28, 28) and images.dtype == np.uint8
    assert labels.shape == (103,) and labels.dtype == np.uint8


def test_every_class_comes_up_equally_often_give_or_take_one(drawn):
    counts = np.bincount(drawn(103)[1], minlength=10)
    assert len(counts) == 10 and counts.max() - counts.min() <= 1


def test_labels_are_in_random_order(drawn):
    labels = drawn(200)[1]
    assert not np.array_equal(labels, np.sort(labels)) and not np.array_equal(labels, np.arange(200) % 10)


def test_the_same_seed_gives_the_same_images_and_another_seed_others(drawn):
    (first, labels), (again, same), (other, _) = drawn(50, seed=3), drawn(50, seed=3), drawn(50, seed=4)
    assert np.array_equal(first, again) and np.array_equal(labels, same)
    assert not np.array_equal(first, other)


def test_what_a_caller_does_to_its_arrays_stays_with_the_caller(drawn):
    before = drawn(20, seed=6)[0].copy()
    images, labels = drawn(20, seed=6)
    images[:], labels[:] = 0, 0
    assert np.array_equal(drawn(20, seed=6)[0], before)


def test_global_random_state_is_left_alone(drawn):
    np.random.seed(5)
    expected = np.random.random()
    np.random.seed(5)
    drawn(20)
    assert np.random.random() == expected


def test_background_is_black_and_the_drawing_bright(drawn):
    images, _ = drawn(500, seed=1)
    assert (images == 0).mean() > 0.3
    assert (images.reshape(500, -1).max(1) > 50).all()


def test_no_two_images_are_alike(drawn):
    images, _ = drawn(500, seed=1)
    assert len({image.tobytes() for image in images}) == 500


def test_digits_lie_within_the_frame_and_in_its_middle():
    images = data.digits(500, seed=1)[0].astype(float)
    y, x = np.mgrid[:28, :28]
    mass = images.sum((1, 2))
    assert np.abs((images * x).sum((1, 2)) / mass - 13.5).max() < 3
    assert np.abs((images * y).sum((1, 2)) / mass - 13.5).max() < 3


def test_digits_come_in_at_least_eight_faces_that_differ():
    atlas = _atlas().reshape(len(FACES), 10, len(STROKES), 80, 80)
    fours = [atlas[face, 4, 0] > 127 for face in range(len(FACES))]
    differing = []
    for glyph in fours:
        if all((glyph ^ other).sum() > 0.15 * glyph.sum() for other in differing):
            differing.append(glyph)
    assert len(differing) >= 8


@pytest.mark.parametrize(
    ("drawn", "expected"), [(data.digits, 0.85), (data.garments, 0.85)], ids=["digits", "garments"]
)
def test_the_nearest_neighbours_tells_the_classes_apart(drawn, expected):
    # Ten nearest neighbours on 64 principal components of 4000 images, measured: digits 0.95, garments 0.96.
    (train, labels), (test, truth) = drawn(4000, seed=1), drawn(400, seed=2)
    flat, asked = (each.reshape(len(each), -1) / 255.0 for each in (train, test))
    mean = flat.mean(0)
    axes = np.linalg.eigh((flat - mean).T @ (flat - mean))[1][:, -64:]
    flat, asked = (flat - mean) @ axes, (asked - mean) @ axes
    distance = (asked**2).sum(1)[:, None] - 2 * asked @ flat.T + (flat**2).sum(1)
    nearest = labels[np.argpartition(distance, 10, axis=1)[:, :10]]
    said = np.array([np.bincount(each, minlength=10).argmax() for each in nearest])
    assert (said == truth).mean() > expected


def test_two_thousand_images_take_a_second_of_cpu_and_not_a_minute(drawn):
    drawn(10)
    start = time.process_time()
    drawn(2000)
    assert time.process_time() - start < 3


def test_none_at_all_is_possible_and_fewer_is_refused(drawn):
    assert drawn(0)[0].shape == (0, 28, 28)
    with pytest.raises(ValueError, match="received -1"):
        drawn(-1)


def test_scenes_are_colour_images_of_the_size_asked():
    images = data.scenes(3, 20, 33, seed=1)
    assert images.shape == (3, 20, 33, 3) and images.dtype == np.uint8


@pytest.mark.parametrize("size", [(1, 1), (2, 90), (7, 3)])
def test_scenes_of_odd_sizes_are_drawn(size):
    assert data.scenes(6, *size).shape == (6, *size, 3)


def test_scenes_repeat_themselves_and_a_larger_count_only_adds():
    few, many = data.scenes(3, 24, 24, seed=2), data.scenes(6, 24, 24, seed=2)
    assert np.array_equal(few, many[:3])
    assert not np.array_equal(few, data.scenes(3, 24, 24, seed=3))


def test_scenes_have_the_statistics_of_photos():
    # 60 crops of 128 x 128 from BSDS500: mean 0.45, deviation 0.25, power falling with frequency to the -2.4.
    images = data.scenes(40, 64, 64, seed=5) / 255.0
    assert 0.3 < images.mean() < 0.6 and 0.15 < images.std() < 0.35
    grey = images.mean(-1) - images.mean((1, 2, 3))[:, None, None]
    power = (np.abs(np.fft.fft2(grey)) ** 2).mean(0)
    radius = np.hypot(*np.meshgrid(np.fft.fftfreq(64), np.fft.fftfreq(64)))
    waves = np.arange(2, 24) / 64
    mean_power = [power[np.abs(radius - wave) < 0.5 / 64].mean() for wave in waves]
    slope = np.polyfit(np.log(waves), np.log(mean_power), 1)[0]
    assert -3.6 < slope < -1.8


def test_scenes_are_colourful():
    images = data.scenes(20, 32, 32, seed=5).astype(float)
    assert np.abs(images[..., 0] - images[..., 2]).mean() > 15


def test_scenes_without_a_side_are_refused():
    with pytest.raises(ValueError, match="received 2 of 0 by 5"):
        data.scenes(2, 0, 5)


def test_drawing_imports_neither_tensorflow_nor_pyplot():
    code = (
        "import sys; from autograder import data; data.digits(5); data.garments(5); data.scenes(1, 8, 8);"
        "print([name for name in ('tensorflow', 'keras', 'matplotlib', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_fresh_process_draws_the_same():
    code = "from autograder import data; import hashlib; print(hashlib.sha256(b''.join(each.tobytes() for each in (*data.digits(40, 7), *data.garments(40, 7), data.scenes(2, 16, 16, 7)))).hexdigest())"
    seen = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(seen) == 1
