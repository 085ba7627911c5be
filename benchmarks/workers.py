"""The fork server under strain: many workers one after another, equal weights, memory.

    python -m benchmarks.workers [--forks 1000] [--repeats 50]

Each of the forked workers opens a hand-in, builds a network and predicts: a worker that hung would miss its deadline.
The repeats train the same network, the second half beside a busy neighbour, and compare the weights bit by bit. The
results go to benchmarks/results/workers.json.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from rich.progress import track

from autograder.base.verdict import AnswerError
from autograder.course.model import Limits
from autograder.judge.hand_in import read_in_this_process
from autograder.judge.run import Judge, environment
from autograder.judge.session import Session
from autograder.judge.submission import Submission

RESULTS = Path(__file__).parent / "results" / "workers.json"
_DEADLINE = 30  # seconds for a call that takes a fraction of one
_ANSWER = b"""
import keras
from keras import layers


def dense():
    model = keras.Sequential(
        [keras.Input((784,)), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def predicted(x):
    return dense()(x)


def weights(x, y):
    model = dense()
    model.fit(x, y, epochs=1, verbose=0)
    return model.get_weights()


def private_mb():
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private")) / 1024
"""


def main() -> None:
    """Measure, print, write the results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--forks", type=int, default=1000)
    options.add_argument("--repeats", type=int, default=50)
    chosen = options.parse_args()
    with Judge(unisolated=True) as judge:
        seconds, lost, private = _forks(judge, chosen.forks)
        equal = _equal(judge, chosen.repeats)
        level = judge.level
    median, slowest = statistics.median(seconds), max(seconds)
    report = {
        "command": "python -m benchmarks.workers",
        "rows": [
            _row(
                "workers forked one after another / of them lost or hanging",
                "processus créés à la suite / dont perdus ou bloqués",
                f"{chosen.forks} / {lost}",
            ),
            _row(
                "fork, open, build and predict, median (s)",
                "création, ouverture, construction et prédiction, médiane (s)",
                round(median, 3),
            ),
            _row(
                "memory that a worker does not share (MiB)",
                "mémoire propre à un processus (Mio)",
                round(private),
            ),
            _row(
                "trainings with bit-equal weights, half of them beside a busy process",
                "entraînements aux poids égaux au bit près, la moitié à côté d’un processus occupé",
                f"{equal} / {chosen.repeats}",
            ),
        ],
        "slowest_seconds": round(slowest, 3),
        "sandbox": level,
        "environment": environment(),
    }
    RESULTS.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for row in report["rows"]:
        print(f"{row['what']['en']:<70} {row['value']}")


def _forks(judge: Judge, count: int) -> tuple[list[float], int, float]:
    """Return the seconds of each worker, how many did not answer, and the last one's private memory in MiB."""
    images = np.random.default_rng(1).random((64, 784)).astype("float32")
    seconds, lost, private = [], 0, 0.0
    for _ in track(range(count), "forks"):
        start = time.perf_counter()
        with _worker(judge) as submission:
            try:
                submission.predicted(images)
            except AnswerError:
                lost += 1
            seconds.append(time.perf_counter() - start)
            if len(seconds) == count:
                private = submission.private_mb()
    return seconds, lost, private


def _equal(judge: Judge, count: int) -> int:
    """Return how many of `count` workers train the first one's weights, half of them beside a busy neighbour."""
    images = np.random.default_rng(1).random((512, 784)).astype("float32")
    labels = np.arange(512) % 10
    found, busy = [], None
    for number in track(range(count), "equal weights"):
        if number == count // 2:
            busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
        with _worker(judge) as submission:
            found.append(b"".join(each.tobytes() for each in submission.weights(images, labels)))
    if busy:
        busy.kill()
        busy.wait()
    return found.count(found[0])


@contextmanager
def _worker(judge: Judge) -> Iterator[Submission]:
    session = Session(
        judge.launcher, read_in_this_process(_ANSWER, name="a.py"), Limits(seconds_per_call=_DEADLINE)
    )
    try:
        yield Submission(session)
    finally:
        session.close()


def _row(en: str, fr: str, value: object) -> dict:
    return {"what": {"en": en, "fr": fr}, "value": value}


if __name__ == "__main__":
    main()
