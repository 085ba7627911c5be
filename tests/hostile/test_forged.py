"""A worker may reply anything that is well formed: no check of any assignment breaks on it."""

from __future__ import annotations

import ast
import random
from pathlib import Path

import numpy as np
import pytest

from autograder.base.values import Axes, Figure, LayerInfo, Opaque, Table
from autograder.base.verdict import AnswerError, Message, Outcome, Reason
from autograder.course.load import load_assignment
from autograder.judge.cell_log import answer_error
from autograder.judge.checks import check_functions, judge
from autograder.judge.submission import Submission
from autograder.judge.support_kinds import fits, literals, return_kinds
from autograder.judge.wire import frames
from autograder.judge.wire.frames import BadFrame
from autograder.judge.wire.protocol import CLAIMS, Failure, Operation, Reference

ASSIGNMENTS = sorted(each for each in Path("assignments").resolve().iterdir() if (each / "assignment.toml").is_file())
DTYPES = ("bool", "float16", "float32", "float64", "int8", "int32", "int64", "uint8", "uint64")
TEXTS = ("", "loss", "accuracy", "mse", "adam", "Dense", "x" * 300, "é\u202e\x1b[2J", "0.5", "{", "%s")
NUMBERS = (0, 1, -1, 2**62, -(2**62), 0.0, -0.0, 0.5, float("nan"), float("inf"), 1e308, 10, 784)
SHAPES = ((), (0,), (1,), (2, 0), (3,), (4, 4), (2, 28, 28, 1), (5, 8, 8, 3), (1, 1, 1, 1, 1), (64, 784), (10, 10))


def crossed(value):
    """Return what the judge reads of a worker's reply."""
    frame = frames.encode(value)
    begin = frames.PREFIX.size
    lengths = frames.sizes(frame[:begin], 2**40)
    return frames.decode(frame[begin : begin + lengths.header], frame[begin + lengths.header :])


class Forger:
    """A transport whose worker claims whatever chance gives it."""

    generation = 0
    trusted = False

    def __init__(self, seed: int, support: str = "", seen: list | None = None):
        self.support = support
        self.random = random.Random(seed)
        self.seen = [] if seen is None else seen  # arrays the check itself sent: their shapes are good guesses
        self.replies = 0

    def request(self, operation, **fields):
        try:
            return crossed(self.reply(operation, fields))
        except BadFrame:  # what does not cross ends the worker
            raise AnswerError(Reason.CRASH, Message("worker.crash")) from None

    def reply(self, operation, fields):
        self.replies += 1
        if self.replies > 400:  # a check that asks until it likes the answer
            raise AnswerError(Reason.TIME, Message("worker.time", {"seconds": 1}))
        self._look(fields)
        if self.random.random() < 0.03:
            raise answer_error(Failure(self.random.choice(sorted(CLAIMS)), self.text(), (self.text(),), 1))
        if operation is Operation.CALL and self.random.random() < 0.95:
            kind = return_kinds(self.support).get(fields["target"]) if fields["kind"] == "support" else None
            # What is not of the kind that support.py says goes no further: mostly it is.
            value = self.fitting(kind) if kind is not None and self.random.random() < 0.9 else self.value()
            reply = {"value": value, "names": self.value()}
            return {**reply, "after": self.random.choice([self.value(), tuple(fields["args"])])}
        if operation in (Operation.LOAD_MODEL, Operation.REFERENCE):
            return Reference(1, "model", self.text())
        return self.value()

    def release(self, number): ...

    def places(self, arrays):
        return {}

    def look(self, like, offset):
        return None

    def generator(self):
        return self.random.choice((b"", b"1", b"2"))

    def fresh(self):
        return Forger(self.random.randrange(10**6), self.support, self.seen)

    clean = fresh

    def _look(self, value):
        if type(value) is np.ndarray and value.size < 10**6:
            self.seen.append(value)
        elif type(value) in (list, tuple):
            for each in value[:8]:
                self._look(each)
        elif type(value) is dict:
            for each in value.values():
                self._look(each)

    def text(self):
        return self.random.choice(TEXTS)

    def shape(self):
        return self.random.choice([self.random.choice(SHAPES), *(each.shape for each in self.seen[-3:])])

    def array(self):
        dtype, shape = np.dtype(self.random.choice(DTYPES)), self.shape()
        filled = np.full(shape, self.random.choice((0, 1, 0.5, 2, float("nan"), float("inf")))) if self.random.random() < 0.5 else (
            np.random.default_rng(self.random.randrange(99)).random(shape))
        with np.errstate(all="ignore"):
            return filled.astype(dtype)

    def fitting(self, kind):
        """Return something of the kind that an annotation says, as far as chance makes it."""
        match kind:
            case ast.BinOp(left=left, right=right):
                return self.fitting(self.random.choice([left, right]))
            case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=parts)):
                return tuple(self.fitting(each) for each in parts)
            case ast.Subscript(value=ast.Name(id="list"), slice=part):
                return [self.fitting(part) for _ in range(self.random.randrange(4))]
            case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[key, part])):
                return {name: self.fitting(part) for name in literals(key) or map(self.fitting, [key] * 2)}
            case ast.Subscript(value=ast.Name(id="Literal")):
                return self.random.choice(literals(kind))
            case ast.Constant(value=None):
                return None
        if ast.unparse(kind) == "keras.Model":
            return Reference(self.random.randrange(5), "model", self.text())
        candidates = (self.value() for _ in range(200))
        return next((each for each in candidates if fits(Submission(self)._link._inward(each), kind)), None)

    def plain(self):
        return self.random.choice([None, True, False, self.text(), self.random.choice(NUMBERS), b"PK", Opaque(self.text(), self.text())])

    def layer(self):
        return LayerInfo(self.text(), self.random.choice((*TEXTS, "Conv2D", "InputLayer")), self.value(3), self.value(3),
                         self.random.choice((None, "relu", self.text())), self.random.choice((0, 5, -1, 2**60)),
                         self.random.random() < 0.5, self.random.choice((None, {}, {"units": self.value(3), "rate": self.plain()})))

    def axes(self):
        lines = tuple(np.full((self.random.randrange(3), 2), self.random.choice((0.0, float("nan")))) for _ in range(self.random.randrange(3)))
        texts = tuple(self.text() for _ in range(self.random.randrange(3)))
        return Axes(self.text(), self.text(), self.text(), lines, texts, (self.array(),), self.random.choice((0, -1, 9)),
                    texts, ((0.0, float("nan")),) * self.random.randrange(3), texts, texts, (0.0, 0.0, 1.0, 1.0))

    def value(self, depth=0):
        kind = self.random.randrange(13 if depth < 3 else 3)
        if kind < 3:
            return self.plain()
        if kind < 7:
            return self.array()
        if kind == 7:
            return Reference(self.random.randrange(5), self.random.choice(("model", "object")), self.text())
        if kind == 8:
            return Table(("a", "accuracy"), ((self.value(3), self.value(3)),) * 2, (self.plain(), self.plain()))
        if kind == 9:
            return Figure(tuple(self.axes() for _ in range(self.random.randrange(3))), self.text(), None)
        if kind == 10:
            return tuple(self.layer() for _ in range(self.random.randrange(4)))
        if kind == 11:
            return {self.text(): self.value(depth + 1) for _ in range(self.random.randrange(4))}
        return self.random.choice((list, tuple))(self.value(depth + 1) for _ in range(self.random.randrange(4)))


def broken(folder, rounds, start=0):
    """Return how each check that broke did, and how many replies were forged."""
    assignment = load_assignment(folder)
    support = (folder / "checks/support.py").read_text() if (folder / "checks/support.py").exists() else ""
    functions, found, replies = check_functions(assignment), {}, 0
    for seed in range(start, start + rounds):
        for check in assignment.rubric:
            forger = Forger(seed * 1009 + sum(check.id.encode()) % 1009, support)
            files = {name: b"PK" for name in assignment.files} if seed % 2 else {}
            verdict = judge(check, functions[check.id], Submission(forger, files=files, support=support))
            replies += forger.replies
            if verdict.outcome is Outcome.JUDGE_ERROR:
                found.setdefault(check.id, verdict.detail)
    return found, replies


@pytest.mark.parametrize("folder", ASSIGNMENTS, ids=lambda each: each.name)
def test_no_check_breaks_on_forged_replies(folder):
    found, replies = broken(folder, 4)

    assert replies > 100
    assert not found, "\n\n".join(f"{check}: {detail[-700:]}" for check, detail in found.items())


@pytest.mark.slow
@pytest.mark.parametrize("folder", ASSIGNMENTS, ids=lambda each: each.name)
def test_no_check_breaks_on_a_hundred_thousand_forged_replies(folder):
    found, replies, start = {}, 0, 1000
    while replies < 100_000 / len(ASSIGNMENTS):
        more, count = broken(folder, 10, start)
        found, replies, start = {**more, **found}, replies + count, start + 10

    assert not found, "\n\n".join(f"{check}: {detail[-700:]}" for check, detail in found.items())
