"""The students' figures: what they show, in both languages, and what they refuse."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from autograder import plots
from autograder.base import messages

RAMP = np.linspace(0, 1, 4 * 8 * 8, dtype="float32").reshape(4, 8, 8)


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def _drawn(figure):
    return [np.asarray(place.images[0].get_array()) for place in figure.axes if place.images]


@pytest.mark.parametrize(
    "images",
    [
        RAMP,
        RAMP[..., None],
        RAMP.reshape(4, 64),
        np.repeat(RAMP[..., None], 3, axis=3),
        RAMP.astype("float64"),
    ],
    ids=["grey", "one channel", "flat", "colour", "float64"],
)
def test_every_form_of_images_shows_the_same_pixels(images):
    drawn = _drawn(plots.image_rows({"ramp": images}))
    assert len(drawn) == 4
    for picture, original in zip(drawn, RAMP):
        shown = picture if picture.ndim == 2 else picture[..., 0]
        np.testing.assert_allclose(shown, original, atol=1e-7)


def test_whole_numbers_are_pixels_from_0_to_255():
    (drawn,) = _drawn(plots.image_rows({"": np.full((1, 2, 2), 51, "uint8")}))
    assert np.allclose(drawn, 0.2)  # 51 / 255


def test_rows_are_named_columns_titled_and_only_the_first_images_shown():
    figure = plots.image_rows({"noisy": RAMP, "clean": RAMP[:1]}, count=3, titles=[7, 2, 1, 0])
    assert [place.get_ylabel() for place in figure.axes[::3]] == ["noisy", "clean"]
    assert [place.get_title() for place in figure.axes[:3]] == ["7", "2", "1"]
    assert len(_drawn(figure)) == 3 + 1


@pytest.mark.parametrize(
    ("images", "words"),
    [
        (RAMP[0][:5], "(5, 8)"),
        (np.zeros((2, 4, 4, 2)), "(2, 4, 4, 2)"),
        (np.array(["a"]), "str"),
        (None, "()"),
        (RAMP * 255, "[0, 1]"),
        (RAMP - 0.5, "-0.5 to 0.5"),
        (np.full((1, 2, 2), np.nan), "nan"),
        (np.full((1, 2, 2), 256), "[0, 255]"),
    ],
)
def test_images_that_are_none_are_refused_by_name(images, words):
    with pytest.raises(ValueError, match="restored") as error:
        plots.image_rows({"restored": images}, language="en")
    assert words in str(error.value)


def test_images_without_a_name_are_one_row():
    figure = plots.image_rows(RAMP)
    assert len(_drawn(figure)) == 4
    assert figure.axes[0].get_ylabel() == ""


def test_no_image_at_all_is_refused():
    for rows in ({}, {"noisy": RAMP[:0]}):
        with pytest.raises(ValueError, match="at least one image"):
            plots.image_rows(rows, language="en")


class History:
    """What Keras's fit returns, as far as it matters here."""

    history = {"accuracy": [0.1, 0.2], "loss": [2.0, 1.0], "val_accuracy": [0.1, 0.3], "val_loss": [2.5, 1.5]}


@pytest.mark.parametrize("history", [History(), History.history])
def test_learning_curves_have_a_panel_a_measure_with_training_and_validation(history):
    figure = plots.learning_curves(history, language="en")
    assert [place.get_ylabel() for place in figure.axes] == ["accuracy", "loss"]
    for place in figure.axes:
        training, validation = place.lines
        name = place.get_ylabel()
        assert list(training.get_xdata()) == [0, 1]
        assert list(training.get_ydata()) == History.history[name]
        assert list(validation.get_ydata()) == History.history[f"val_{name}"]
        assert [text.get_text() for text in place.get_legend().get_texts()] == ["training", "validation"]


def test_the_best_epoch_and_the_test_loss_are_lines_of_their_own():
    figure = plots.learning_curves({"loss": [3, 2, 4]}, best_epoch=1, test={"loss": 2.5}, language="fr")
    _, best, test = figure.axes[0].lines
    assert list(best.get_xdata()) == [1, 1]
    assert list(test.get_ydata()) == [2.5, 2.5]
    words = [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
    assert words == ["entraînement", "meilleure époque", "test"]


@pytest.mark.parametrize(
    "history", [None, {}, {"loss": 0.1}, {"loss": []}, {"loss": [1, 2], "val_loss": [1]}, [0.5, 0.4]]
)
def test_what_is_no_history_is_refused(history):
    with pytest.raises(ValueError, match="; received"):
        plots.learning_curves(history, language="en")


def test_a_code_picture_has_a_line_an_image():
    codes = np.arange(6.0).reshape(2, 3)
    figure = plots.code_picture(codes, language="en")
    np.testing.assert_array_equal(_drawn(figure)[0], codes)
    assert figure.axes[0].get_xlabel() == "number in the code"


@pytest.mark.parametrize("codes", [np.zeros(3), np.zeros((0, 4)), np.array([[np.inf]])])
def test_what_are_no_codes_is_refused(codes):
    with pytest.raises(ValueError, match=r"codes of shape|finite"):
        plots.code_picture(codes, language="en")


def test_a_confusion_matrix_counts_true_classes_in_rows():
    figure = plots.confusion_matrix(
        [0, 0, 1, 2], [0, 1, 1, 0], names=["trousers", "dress", "bag"], language="en"
    )
    # By hand: one of two trousers taken for a dress, the bag for trousers.
    np.testing.assert_array_equal(_drawn(figure)[0], [[1, 1, 0], [0, 1, 0], [1, 0, 0]])
    (place,) = figure.axes
    assert [text.get_text() for text in place.get_xticklabels()] == ["trousers", "dress", "bag"]
    assert sorted((text.get_position(), text.get_text()) for text in place.texts) == [
        ((0, 0), "1"),
        ((0, 2), "1"),
        ((1, 0), "1"),
        ((1, 1), "1"),
    ]


@pytest.mark.parametrize(
    ("labels", "predicted"),
    [([], []), ([1], [1, 2]), ([0.5], [0.5]), ([-1], [0]), ([3], [0]), ([[0, 1]], [[0, 1]])],
)
def test_classes_that_are_none_are_refused(labels, predicted):
    with pytest.raises(ValueError, match="expected"):
        plots.confusion_matrix(labels, predicted, names="abc", language="en")


def test_the_words_follow_the_language_of_the_notebook(monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "fr")
    figure = plots.confusion_matrix([0], [0])
    assert figure.axes[0].get_xlabel() == "classe trouvée"


def test_every_sentence_of_the_figures_is_used():
    with open(plots.__file__, encoding="utf-8") as file:
        source = file.read()
    keys = {key.removeprefix("plots.") for key in messages.keys("en") if key.startswith("plots.")}
    assert {key for key in keys if f'"{key}"' not in source} == set()


@pytest.mark.parametrize(("language", "words"), [("en", ["loss", "mse"]), ("fr", ["perte (loss)", "mse"])])
def test_a_measure_is_called_as_readers_know_it(language, words):
    figure = plots.learning_curves({"loss": [1, 2], "mse": [1, 2]}, language=language)
    assert [axes.get_ylabel() for axes in figure.axes] == words


def test_a_single_column_keeps_its_size_beside_long_names():
    figure = plots.image_rows({"as it was taken": RAMP[:1], "turned": RAMP[:1]})
    figure.draw_without_rendering()  # lays it out
    inches = [axes.get_position().width * figure.get_figwidth() for axes in figure.axes]
    assert min(inches) > 1


@pytest.mark.parametrize(
    ("language", "word"), [("en", "run all cells from the top"), ("fr", "depuis le haut")]
)
def test_values_out_of_range_may_be_an_arguments_that_was_changed(language, word):
    with pytest.raises(ValueError, match=word):
        plots.image_rows({"clean": np.full((2, 4, 4), 2.0)}, language=language)
