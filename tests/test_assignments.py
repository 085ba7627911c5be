"""The fast part of the proof of every assignment: all that needs no grading. `make verify` does the rest."""

import ast
import re
from pathlib import Path

import pytest

from autograder.course.load import FOLDER, load_course
from autograder.judge.run import grade_in_process
from autograder.proof.public_share import public_share
from autograder.proof.rules import Evidence, findings
from autograder.student.hints import fitting

ROOT = Path(__file__).parents[1]
FOLDERS = sorted(
    each for each in (ROOT / "assignments").iterdir() if each.is_dir() and FOLDER.match(each.name)
)

each_assignment = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@each_assignment
def test_an_assignment_keeps_the_rules_that_need_no_grading(folder):
    # The master can be read; samples, languages, files, figures, texts: what these find without a graded answer.
    assert _problems(folder, 1, 5, 6, 9, 12, 13, 14, 15) == []


@each_assignment
def test_nothing_leaks_into_what_students_receive(folder):
    assert _problems(folder, 7) == []


@each_assignment
def test_the_generated_trees_are_what_would_be_built(folder):
    assert _problems(folder, 8) == []


def _problems(folder: Path, *rules: int) -> list[str]:
    return [str(each.problem) for each in findings(Evidence(_loaded(folder), ROOT), rules)]


def _loaded(folder: Path):
    """Return the assignment as the course knows it, with the course's limits."""
    return load_course(folder.parent, [folder.name]).assignments[0]


# What a check's usual mistake is about, and what the hint offered beside it must therefore say, in each language.
HINTS = [
    ("01_preprocessing", "one_hot_dtype", "float32"),
    ("02_noise", "uniform_range", "np.clip"),
    ("02_noise", "gaussian_range", "np.clip"),
    ("02_noise", "strength_range", "np.clip"),
    ("02_noise", "gaussian_form", "float32"),
    ("02_noise", "strength_form", "float32"),
    ("02_noise", "gaussian_input_unchanged", r"images \+ noise"),
    ("02_noise", "strength_input_unchanged", r"images \+ noise"),
    ("05_training", "slow_rise", r"the best one so far|la meilleure jusqu’ici"),
    ("05_training", "stops", r"`self\.model\.stop_training = True`"),
    ("05_training", "steps", r"`compile` .*binary_crossentropy"),
    ("06_evaluation", "accuracy_by_hand", "argmax"),
    ("06_evaluation", "table_figures", r"into the autoencoder|dans l’autoencodeur"),
    ("06_evaluation", "system_denoised", r"its target|sa cible"),
    ("12_colour_autoencoder", "noise_distribution", r"clipped|écrêté"),
    ("13_model_selection", "run_path", "best.keras"),
]


@pytest.mark.parametrize(("name", "check", "says"), HINTS, ids=[check for _, check, _ in HINTS])
def test_the_hint_beside_a_failed_check_fits_its_usual_mistake(name, check, says):
    assignment = _loaded(ROOT / "assignments" / name)
    for language in assignment.languages:
        (first, *_) = fitting(assignment, check, language)
        assert re.search(says, first), first


# Mistakes that a statement warns of, and that a student should see before handing in.
SEEN_IN_PUBLIC = [
    ("03_classifier", ["build_one_hidden_layer", "evaluate_loss_as_error_rate"]),
    ("04_autoencoder", ["training_neither_seed_nor_batch_size"]),
    ("05_training", ["training_unseeded", "training_batch_size_ignored"]),
    ("06_evaluation", ["system_clean_to_noisy", "system_clean_to_clean"]),
    ("08_photo_denoiser", ["one_strength_per_batch", "noise_grey", "photo_reshaped", "skipped_silently"]),
    ("08_photo_denoiser", ["epoch_without_end"]),
]


@pytest.mark.parametrize(("name", "mistakes"), SEEN_IN_PUBLIC, ids=[each[0] for _, each in SEEN_IN_PUBLIC])
def test_mistakes_that_a_statement_warns_of_are_seen_by_public_checks(name, mistakes):
    assignment = _loaded(ROOT / "assignments" / name)
    assert set(mistakes) <= {sample.name for sample in assignment.samples}
    assert not set(mistakes) & set(public_share(assignment).unseen)


@each_assignment
def test_no_hint_tells_of_a_check_by_its_id(folder):
    # Students see titles, never ids.
    ids = {check.id for check in _loaded(folder).rubric}
    for path in folder.glob("hints.*.md"):
        for line in path.read_text(encoding="utf-8").splitlines():
            told = re.findall(r"`(\w+)`(?=(?: (?:or|ou) `\w+`)? (?:fails?|échouent?|échoue)\b)", line)
            assert not ids & set(told), line


@each_assignment
def test_no_statement_sends_students_to_a_command_they_do_not_have(folder):
    for path in folder.glob("statement.*.md"):
        assert "`make " not in path.read_text(encoding="utf-8"), path


GAUSSIAN = """
import numpy as np
def add_gaussian_noise(images, sigma, seed):
    noise = np.random.default_rng(seed).normal({mean}, {spread}, images.shape)
    return np.clip(images + noise, 0, 1).astype("float32")
"""


@pytest.mark.parametrize(
    ("mean", "spread", "expected", "received"),
    [("sigma", "sigma", "0", "0.0"), (0, "2 * sigma", "0.05", "0.")],
)
def test_a_wrong_figure_is_told_with_the_right_one_beside_it(mean, spread, expected, received):
    space: dict = {}
    exec(GAUSSIAN.format(mean=mean, spread=spread), space)
    assignment = _loaded(ROOT / "assignments/02_noise")
    (verdict,) = grade_in_process(assignment, space, ["gaussian_distribution"]).verdicts
    assert not verdict.passed
    assert verdict.expected.text("en") == expected
    assert verdict.received.text("en").startswith(received)


@pytest.mark.parametrize(
    ("name", "checks"),
    [("02_noise", None), ("12_colour_autoencoder", ["noise_seed", "noise_independent"])],
)
@pytest.mark.parametrize(
    ("language", "words"), [("en", "there is nothing here to judge"), ("fr", "il n’y a rien à juger ici")]
)
def test_where_nothing_was_done_every_check_says_that_nothing_is_judged(name, checks, language, words):
    assignment = _loaded(ROOT / "assignments" / name)
    names = [each for question in assignment.questions for each in question.functions if "noise" in each]
    space = {each: lambda images, strength, seed=None: images for each in names}
    for verdict in grade_in_process(assignment, space, checks).verdicts:
        assert not verdict.passed
        assert words in verdict.message.text(language), verdict.check


# Where no single value is the right one, or the sentence lists what is: any other failure that shows what was received
# shows what was expected, too.
WITHOUT_ONE_RIGHT_VALUE = 25


def test_public_checks_that_show_what_was_received_show_what_was_expected():
    without = []
    for path in sorted(ROOT.glob("assignments/*/checks/test_public.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = {each.arg for each in node.keywords} if isinstance(node, ast.Call) else set()
            if "received" in names and "expected" not in names:
                without.append(f"{path.parts[-3]}:{node.lineno}")
    assert len(without) <= WITHOUT_ONE_RIGHT_VALUE, without
