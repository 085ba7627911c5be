"""The benchmarks that prove the five works: stages done once, training that goes on, results written whole."""

import json
import subprocess
import sys

import numpy as np
import pytest
from matplotlib.figure import Figure

from benchmarks.reproduce import run as running
from benchmarks.reproduce.run import Run


@pytest.fixture
def make(tmp_path):
    def run(**settings):
        return Run("x", {"seed": 1, **settings}, results=tmp_path / "results", scratch=tmp_path / "scratch")

    return run


def test_a_stage_is_done_once_even_by_another_process(make):
    done = []

    def compute():
        done.append(1)
        return {"mse": 0.5}

    assert make().stage("first", compute)["mse"] == 0.5
    assert make().stage("first", compute)["mse"] == 0.5
    assert len(done) == 1


def test_other_settings_do_the_stage_again(make):
    make().stage("first", lambda: {"mse": 0.5})
    assert make(epochs=2).stage("first", lambda: {"mse": 0.25})["mse"] == 0.25


def test_a_part_is_not_done_again_when_another_parts_settings_change(make):
    make(others=1).part(epochs=3).stage("first", lambda: {"mse": 0.5})
    assert make(others=2).part(epochs=3).stage("first", lambda: {"mse": 0.25})["mse"] == 0.5
    assert make(others=2).part(epochs=4).stage("first", lambda: {"mse": 0.25})["mse"] == 0.25


def test_what_is_left_out_keeps_the_figures_of_the_earlier_run(make):
    assert make().earlier("deep") is None
    make().finish({"deep": {"accuracy": 0.9}}, {}, [])
    assert make().earlier("deep", "accuracy") == 0.9
    assert make().earlier("wide") is None


def test_the_time_told_is_the_sum_over_all_trainings(make):
    seconds = {"training_seconds": {"clock": 900.0, "processor": 300.0}}
    make().finish({"one": {"by_seed": [seconds, seconds]}, "two": seconds}, {}, [])
    assert "15 minutes" in running.told_time("x", make().results)


def test_an_interrupted_stage_leaves_nothing_behind(make):
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make().stage("first", interrupted)
    assert make().stage("first", lambda: {"mse": 1.0})["mse"] == 1.0


def test_the_results_name_settings_data_and_versions(make, capsys):
    rows = [running.row({"en": "accuracy", "fr": "exactitude"}, "0.97")]
    path = make().finish({"accuracy": {"clean": 0.97}}, {"origin": "COURSE_DATA"}, rows)
    written = json.loads(path.read_text())
    assert written["figures"] == {"accuracy": {"clean": 0.97}} and written["settings"] == {"seed": 1}
    assert (
        written["rows"][0]["value"] == {"en": "0.97", "fr": "0,97"}
        and written["command"] == "make reproduce-x"
    )
    assert written["data"]["origin"] == "COURSE_DATA" and written["machine"]["keras"]
    assert "accuracy.clean" in capsys.readouterr().out


def test_figures_stay_below_200_kilobytes_even_of_noise(make):
    drawn = Figure(figsize=(6, 4))
    drawn.add_axes((0, 0, 1, 1)).imshow(np.random.default_rng(0).random((450, 600, 3)))
    assert make().figure("noise", drawn).stat().st_size <= 200_000


def test_the_masters_are_the_courses_own():
    module = running.master("02")
    assert module.__file__.endswith("master.py") and callable(module.add_uniform_noise)


# Which figure of which results a statement tells students to expect, and with how many decimals.
QUOTED = [
    ("04_autoencoder", "a", "published.accuracy.denoised", 2),
    ("04_autoencoder", "a", "course.accuracy.denoised", 2),
    ("05_training", "a", "course.accuracy.clean", 2),
    ("05_training", "a", "course.accuracy.noisy", 2),
    ("05_training", "a", "course.accuracy.denoised", 2),
    ("05_training", "a", "course.test_loss", 3),
    ("07_fashion_cnn", "e", "one_convolution.accuracy", 3),
    ("07_fashion_cnn", "e", "augmented_after.accuracy", 3),
    ("07_fashion_cnn", "e", "augmented_after_slowing.accuracy", 3),
    ("07_fashion_cnn", "e", "augmented.accuracy", 3),
    ("07_fashion_cnn", "e", "four_convolutions.accuracy", 3),
    ("07_fashion_cnn", "e", "four_convolutions_slowing.accuracy", 3),
    ("07_fashion_cnn", "e", "four_convolutions_longer.accuracy", 3),
    ("12_colour_autoencoder", "d", "clothes.pca_mse", 4),
    ("12_colour_autoencoder", "d", "clothes.reference.mse", 4),
    ("12_colour_autoencoder", "d", "clothes.larger.mse", 4),
    ("12_colour_autoencoder", "d", "photos.pca_mse", 4),
    ("12_colour_autoencoder", "d", "photos.reference.mse", 4),
    ("12_colour_autoencoder", "d", "photos.larger.mse", 4),
    ("12_colour_autoencoder", "d", "photos.from_pca.mse", 4),
    ("12_colour_autoencoder", "d", "photos.from_pca.training_mse", 4),
]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("assignment", "work", "place", "decimals"), QUOTED)
def test_the_statements_tell_the_figures_that_were_measured(assignment, work, place, decimals, language):
    found = json.loads((running.RESULTS / f"reproduce_{work}.json").read_text())["figures"]
    for key in place.split("."):
        found = found[key]
    told = f"{found:.{decimals}f}"
    statement = (running.ROOT / f"assignments/{assignment}/statement.{language}.md").read_text()
    assert (told.replace(".", ",") if language == "fr" else told) in statement


def test_without_real_data_the_ways_out_are_told_and_nothing_is_measured(tmp_path):
    environment = {
        "AUTOGRADER_OFFLINE": "1",
        "KERAS_HOME": str(tmp_path),
        "PATH": "/usr/bin",
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reproduce", "a", "--results", str(tmp_path / "r"), "--scratch", str(tmp_path)],
        cwd=running.ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 4
    assert "COURSE_DATA" in done.stderr and not list((tmp_path / "r").glob("*.json"))


@pytest.mark.slow
def test_training_that_was_interrupted_goes_on_from_the_last_whole_epoch(make):
    import keras

    x = np.random.default_rng(0).random((40, 4), np.float32)

    def model():
        keras.utils.set_random_seed(1)
        built = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4)])
        built.compile("adam", "mse")
        return built

    class Interrupt(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch, logs=None):
            if epoch == 2:
                raise KeyboardInterrupt

    whole = model()
    whole.fit(x, x, epochs=4, shuffle=False, verbose=0)

    first = model()
    make().attend(first, "net", extra=[Interrupt()])
    with pytest.raises(KeyboardInterrupt):
        first.fit(x, x, epochs=4, shuffle=False)
    second = model()
    epochs = make().attend(second, "net")
    second.fit(x, x, epochs=4, shuffle=False)

    assert [each["epoch"] for each in epochs] == [1, 2, 3, 4]
    for expected, received in zip(whole.get_weights(), second.get_weights(), strict=True):
        np.testing.assert_allclose(received, expected, rtol=1e-5)


@pytest.mark.slow
def test_the_best_epoch_before_an_interruption_is_not_forgotten(make):
    make().path("net.epochs.json").write_text(
        '[{"val_accuracy": 0.8}, {"val_accuracy": 0.9}, {"val_accuracy": 0.7}]'
    )
    assert make().best_weights("net", "val_accuracy").best == 0.9


@pytest.mark.slow
@pytest.mark.parametrize("work", [*"abcde", "csv"])
def test_every_work_runs_from_beginning_to_end_on_a_little_data(work, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reproduce", work, "--quick", "--results", str(tmp_path / "r"), "--scratch", str(tmp_path)],
        cwd=running.ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads((tmp_path / "r" / f"reproduce_{work}.json").read_text())["figures"]
    assert all(path.stat().st_size <= 200_000 for path in (tmp_path / "r").glob("*.png"))
