"""What stands beside a threshold: figures over several seeds, told in one form and written down where a test finds
them.

An assignment's `measure.py` measures and calls `run`; `--write` puts the figures into `measured.json` beside it. The
checks quote them in comments of one form, which `quoted` reads, so that a test can compare the two:

    # - untrained: 0.695
    # - one relu layer: lowest 0.194, median 0.196, highest 0.197, 10 seeds
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import ModuleType

from autograder.base.errors import ContentError
from autograder.base.files import write_bytes
from autograder.judge.checks import check_module

RECORD = "measured.json"
SEEDS = 10  # how many a threshold is measured over, where nobody asks for another number
WORDS = ("value", "lowest", "median", "highest", "seeds")

_QUOTE = re.compile(r"\s*# - (?P<name>.+?): (?P<figures>(?:lowest |median |highest )?-?\d\S*(?:, .*)?)$")
_PART = re.compile(r"(?:(?P<word>lowest|median|highest) )?(?P<number>-?\d[\d.e+-]*)(?P<seeds> seeds?)?")


@dataclass(frozen=True)
class Quote:
    """One line of a check's comments that tells a measured figure: word of `WORDS` -> the number as it is written."""

    path: Path
    line: int
    name: str
    figures: Mapping[str, str]


class Measuring:
    """Figures as they come in: each is told at once, and all are kept.

    Args:
        seeds: How many seeds to measure over.
        reseed: Called with each seed before its figure is measured, such as `keras.utils.set_random_seed`.
        say: Called with each line.
    """

    def __init__(
        self,
        seeds: int,
        reseed: Callable[[int], object] = lambda seed: None,
        say: Callable[[str], None] = print,
    ):
        self.seeds = seeds
        self.figures: dict[str, dict[str, float]] = {}
        self._reseed = reseed
        self._say = say

    def over(
        self, name: str, figure: Callable[[int], float], seeds: int | Iterable[int] | None = None
    ) -> list[float]:
        """Measure `figure` once a seed (without `seeds`: 0 to `self.seeds` - 1), and return what it gave."""
        chosen = range(self.seeds) if seeds is None else range(seeds) if isinstance(seeds, int) else seeds
        found = []
        for seed in chosen:
            self._reseed(seed)
            found.append(float(figure(seed)))
        self.series(name, found)
        return found

    def series(self, name: str, values: Sequence[float], a_seed_each: bool = True) -> None:
        """Keep values measured elsewhere, one a seed; or, not `a_seed_each`, as many as a few seeds gave."""
        figures = {"lowest": min(values), "median": statistics.median(values), "highest": max(values)}
        count = {"seeds": len(values)} if a_seed_each else {}
        self._keep(name, {word: float(value) for word, value in figures.items()} | count)

    def alone(self, name: str, value: float) -> None:
        """Keep a figure that no seed changes."""
        self._keep(name, {"value": float(value)})

    def _keep(self, name: str, figures: dict[str, float]) -> None:
        if name in self.figures:
            raise ValueError(f"two figures are called {name!r}")
        self.figures[name] = figures
        self._say(f"# - {name}: {figures_text(figures)}")


def figures_text(figures: Mapping[str, float]) -> str:
    """Return the figures as a check quotes them, three digits each: "lowest 0.194, median 0.196, 10 seeds"."""
    parts = [f"{figures['value']:#.3g}"] if "value" in figures else []
    parts += [f"{word} {figures[word]:#.3g}" for word in ("lowest", "median", "highest") if word in figures]
    if "seeds" in figures:
        count = int(figures["seeds"])
        parts.append(f"{count} seed" if count == 1 else f"{count} seeds")
    return ", ".join(parts)


def run(
    folder: Path,
    ways: Mapping[str, Callable[[Measuring], None]],
    reseed: Callable[[int], object] = lambda seed: None,
    arguments: Sequence[str] | None = None,
) -> None:
    """Measure, as the command line asks: `measure.py [SEEDS] [--WAY] [--write]`.

    Args:
        folder: The assignment's folder.
        ways: What can be measured; "" is what is measured where no way is named.
        reseed: See `Measuring`.
        arguments: Instead of those of the command line.
    """
    parser = argparse.ArgumentParser(
        description=f"Measure the figures that the checks of {folder.name} quote."
    )
    parser.add_argument("seeds", nargs="?", type=int, default=SEEDS, help=f"how many seeds (default {SEEDS})")
    parser.add_argument("--write", action="store_true", help=f"write the figures into {RECORD}")
    parser.set_defaults(way="")
    for way in filter(None, ways):
        parser.add_argument(f"--{way}", dest="way", action="store_const", const=way)
    chosen = parser.parse_args(arguments)
    measuring = Measuring(chosen.seeds, reseed, lambda line: print(line, flush=True))
    ways[chosen.way](measuring)
    if chosen.write:
        write(folder, measuring.figures)
        print(f"{len(measuring.figures)} figures written to {folder / RECORD}", file=sys.stderr)


def module(path: Path) -> ModuleType:
    """Return the Python file at `path` as a module: a check file, or the master beside it. Raises ContentError."""
    return check_module(path)


def write(folder: Path, figures: Mapping[str, Mapping[str, float]]) -> None:
    """Put `figures` into the record of an assignment's folder, in the place of those of the same names.

    Raises:
        ContentError: The record that is there cannot be read.
    """
    path = folder / RECORD
    kept = recorded(folder) if path.is_file() else {}
    document = {
        "command": f"python assignments/{folder.name}/measure.py --write",
        "figures": {name: _rounded(each) for name, each in {**kept, **figures}.items()},
    }
    write_bytes(path, (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))


def recorded(folder: Path) -> dict[str, dict[str, float]]:
    """Return the figures of an assignment's record: name -> word of `WORDS` -> number.

    Raises:
        ContentError: There is no record, or it is not what `write` writes.
    """
    path = folder / RECORD
    try:
        figures = json.loads(path.read_text(encoding="utf-8"))["figures"]
        return {
            str(name): {word: float(each[word]) for word in WORDS if word in each}
            for name, each in figures.items()
        }
    except OSError:
        raise ContentError("content.no_record", path) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ContentError("content.record", path) from None


def quoted(path: Path) -> Iterator[Quote]:
    """Yield the figures that the comments of a check file quote."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if match := _QUOTE.match(line):
            figures = {}
            for part in match["figures"].split(", "):
                found = _PART.fullmatch(part)
                if found is None:
                    raise ContentError("content.no_figure", path, number, text=part)
                figures["seeds" if found["seeds"] else found["word"] or "value"] = found["number"]
            yield Quote(path, number, match["name"], figures)


def differences(folder: Path) -> Iterator[ContentError]:
    """Yield where the checks of an assignment quote another figure than its record holds.

    Raises:
        ContentError: The record or a quote cannot be read.
    """
    record = recorded(folder)
    for path in sorted(folder.glob("checks/*.py")):
        for quote in quoted(path):
            figures = record.get(quote.name)
            if figures is None:
                yield ContentError("content.not_measured", path, quote.line, name=quote.name, record=RECORD)
                continue
            for word, number in quote.figures.items():
                if word not in figures or not _equal(number, figures[word]):
                    held = f"{figures[word]:g}" if word in figures else "–"
                    values = {
                        "name": quote.name,
                        "word": word,
                        "number": number,
                        "record": RECORD,
                        "held": held,
                    }
                    yield ContentError("content.other_figure", path, quote.line, **values)


def _equal(written: str, measured: float) -> bool:
    """Whether `measured`, rounded to as many digits as `written` has, is that number."""
    number = Decimal(written)
    step = Decimal((0, (1,), int(number.as_tuple().exponent)))
    # What is recorded is itself rounded: a five at its end may have come from either side.
    return abs(Decimal(repr(measured)) - number) <= step / 2


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    return {word: int(value) if word == "seeds" else float(f"{value:.5g}") for word, value in figures.items()}
