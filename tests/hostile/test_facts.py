"""Facts that give points are established where no student code has run: whatever it replaces on its own side, they stay.

Each attack is put behind an answer with a mistake, and must leave it the verdicts it has without.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.load import load_assignment
from autograder.course.master import SOLUTION
from autograder.judge.sandbox import levels

LEVELS = [each.name for each in levels.levels()[:2] if each.available]
OVERWRITES = """
_honest = add_uniform_noise
def add_uniform_noise(images, factor, seed):
    noisy = _honest(images, factor, seed)
    images[:] = noisy
    return noisy
"""
SEEDS_GLOBALLY = """
_honest = add_uniform_noise
def add_uniform_noise(images, factor, seed):
    np.random.seed(seed)
    return _honest(images, factor, seed)
"""
COMPILES_WITH_SGD = """
def compile_classifier(model):
    model.compile(keras.optimizers.SGD(), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
"""
DOES_NOT_COMPILE = """
def compile_classifier(model):
    return model
"""
CHANGES_WEIGHTS = """
_honest = train_classifier
def train_classifier(model, *args, **options):
    found = _honest(model, *args, **options)
    model.set_weights([1.5 * each for each in model.get_weights()])
    return found
"""
CHANGES_WEIGHTS_OF_A_DENOISER = CHANGES_WEIGHTS.replace("train_classifier", "train_denoiser").replace(
    "1.5", "1.01"
)


def forged_after():
    """Replaces the host's operation, and lets it tell of the arguments as they came."""
    return """
import sys
_host = sys.modules["autograder.judge.worker.host"].Host
_call = _host._OPERATIONS["call"]
def _forged(self, **fields):
    before = tuple(np.array(each) if isinstance(each, np.ndarray) else each for each in fields["args"])
    reply = _call(self, **fields)
    return {**reply, "after": before} if "after" in reply else reply
_host._OPERATIONS["call"] = _forged
"""


def forged_state():
    """Replaces what tells the state of NumPy's global generator: NumPy's function, and the host's operation."""
    return """
import sys
_state = np.random.get_state()
np.random.get_state = lambda *_, **__: _state
_operations = sys.modules["autograder.judge.worker.host"].Host._OPERATIONS
_bytes = _operations["generator"](None)
_operations["generator"] = lambda self: _bytes
"""


def forged_facts():
    """Replaces what the worker tells of a model."""
    return """
import sys
_facts = sys.modules["autograder.judge.worker.models"]._FACTS
_facts["optimizer"] = lambda model: "Adam"
_facts["compiled"] = lambda model: True
_facts["metrics"] = lambda model: ("accuracy",)
"""


def forged_class():
    """Calls an optimizer of its own by the name of the right one."""
    return """
Adam = type("Adam", (keras.optimizers.SGD,), {})
keras.optimizers.SGD = Adam
"""


def forged_replay():
    """Replaces what support.py computes to compare a training with: it gives what the trained model has."""
    return """
import sys
_host = sys.modules["autograder.judge.worker.host"].Host
_named, _act = _host._support_named, sys.modules["autograder.judge.worker.models"].act
_last = []
def _remembered(model, action, *args, **options):
    found = _act(model, action, *args, **options)
    if action == "weights":
        _last[:] = found
    return found
sys.modules["autograder.judge.worker.models"].act = _remembered
def _forged(self, name):
    real = _named(self, name)
    return (lambda *args, **options: list(_last) or real(*args, **options)) if name in ("replayed", "stepped") else real
_host._support_named = _forged
"""


ATTACKS = [
    ("02_noise", OVERWRITES, forged_after, "uniform_input_unchanged"),
    ("02_noise", SEEDS_GLOBALLY, forged_state, "uniform_own_generator"),
    ("03_classifier", COMPILES_WITH_SGD, forged_facts, "compile_adam"),
    ("03_classifier", DOES_NOT_COMPILE, forged_facts, "compile_returns"),
    ("03_classifier", COMPILES_WITH_SGD, forged_class, "compile_adam"),
    ("03_classifier", CHANGES_WEIGHTS, forged_replay, "train_continues"),
    ("05_training", CHANGES_WEIGHTS_OF_A_DENOISER, forged_replay, "steps"),
]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("name", "mistake", "attack", "check"), ATTACKS, ids=[f"{each[2].__name__}-{each[3]}" for each in ATTACKS]
)
def test_a_forged_fact_buys_no_point(name, mistake, attack, check, level, judge_at):
    assignment = load_assignment(Path("assignments").resolve() / name)
    master = assignment.master.view(SOLUTION)
    judge = judge_at(level)

    def verdict(*parts):
        source = "\n\n".join((master, *parts)).encode()
        return judge.grade(assignment, source, name="answer.py", checks=(check,)).verdict(check)

    assert verdict(attack()).passed  # the attack itself costs nothing: what decides is the mistake
    found = verdict(mistake, attack())
    assert (str(found.outcome), str(found.reason)) == ("fail", "wrong"), found
