"""What the five works share: stages that are done once, training that shows progress and can go on after an
interruption, and the file the results are written to."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
import os
import platform
import sys
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.base import files

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "benchmarks" / "results"
SCRATCH = ROOT / "dist" / "reproduce"


def master(number: str) -> ModuleType:
    """Return the master of the assignment with this number, so that the proof is about the course's own code."""
    (path,) = ROOT.glob(f"assignments/{number}_*/master.py")
    spec = importlib.util.spec_from_file_location(f"master_{number}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class Run:
    """One work being reproduced: its settings, its stages, what it writes.

    Args:
        work: The letter of the work, "a" to "e".
        settings: Everything that decides the figures. Stages done with other settings are done again. With
            "minutes", no training begins an epoch that would end later than that.
        results: The folder the results file and the figures are written to.
        scratch: The folder in which unfinished work waits.
    """

    def __init__(self, work: str, settings: dict, results: Path = RESULTS, scratch: Path = SCRATCH):
        self.work, self.settings, self.results, self._scratch = work, settings, results, scratch
        key = hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()[:12]
        self.scratch = scratch / f"{work}-{key}"
        self.scratch.mkdir(parents=True, exist_ok=True)
        self.results.mkdir(parents=True, exist_ok=True)

    def earlier(self, *keys: str) -> dict | None:
        """Return figures that the results file holds from an earlier run, or None: for what is left out in this one."""
        path = self.results / f"reproduce_{self.work}.json"
        found = json.loads(path.read_text(encoding="utf-8"))["figures"] if path.is_file() else {}
        for key in keys:
            if key not in found:
                return None
            found = found[key]
        return found

    def part(self, **settings: Any) -> Run:
        """Return the run of one part, which is done again only where its own settings change."""
        return Run(self.work, settings, self.results, self._scratch)

    def stage(self, name: str, compute: Callable[[], dict]) -> dict:
        """Return what `compute` returns (plain data), from an earlier run where it got that far."""
        path = self.scratch / f"{name}.json"
        if path.is_file():
            say(f"{name}: done before")
            return json.loads(path.read_text())
        say(f"{name} …")
        start = time.perf_counter()
        figures = compute()
        # A stage that was interrupted counts the seconds of its last part only; its epochs carry their own.
        figures.setdefault("seconds", round(time.perf_counter() - start, 1))
        _write(path, figures)
        return figures

    def path(self, name: str) -> Path:
        """Return the path of a file in which this run keeps something between its parts."""
        return self.scratch / name

    def attend(
        self, model, name: str, stop: Callable[[dict], bool] | None = None, extra: tuple | list = ()
    ) -> list[dict]:
        """Make the next `fit` of `model` show its progress and resumable; return the list its epochs appear in.

        The masters call `fit` themselves, silently: the callbacks are added on the way.

        Args:
            model: The model a master's function is about to train.
            name: Names the training in what is shown, and its checkpoint.
            stop: Told each epoch's figures; True ends the training there.
            extra: More callbacks.
        """
        import keras

        log = self.path(f"{name}.epochs.json")
        epochs: list[dict] = json.loads(log.read_text()) if log.is_file() else []
        fit, run = type(model).fit.__get__(model), self

        class Attendant(keras.callbacks.Callback):
            def on_epoch_begin(self, epoch, logs=None):
                del epochs[epoch:]
                self.start, self.cpu = time.perf_counter(), time.process_time()

            def on_epoch_end(self, epoch, logs=None):
                seconds = time.perf_counter() - self.start
                figures = {key: round(float(value), 6) for key, value in (logs or {}).items()}
                cpu = round(time.process_time() - self.cpu, 2)
                epochs.append(
                    {"epoch": epoch + 1, "seconds": round(seconds, 2), "cpu_seconds": cpu, **figures}
                )
                _write(log, epochs)
                total = self.params["epochs"]
                left = seconds * (total - epoch - 1)
                told = "  ".join(f"{key} {value:.5g}" for key, value in figures.items())
                say(
                    f"{name}: epoch {epoch + 1}/{total}  {told}  {seconds:.1f} s, at most {_minutes(left)} left"
                )
                minutes = run.settings.get("minutes")
                spent = sum(each["seconds"] for each in epochs)
                if minutes and spent + seconds > minutes * 60 and epoch + 1 < total:
                    say(f"{name}: stopped after {_minutes(spent)} of the {minutes} minutes given")
                    self.model.stop_training = True
                elif stop and stop(epochs[-1]):
                    say(f"{name}: no need for more epochs")
                    self.model.stop_training = True

        def attended(*args, callbacks=(), **options):
            backup = keras.callbacks.BackupAndRestore(
                str(self.path(f"{name}.backup")), delete_checkpoint=True
            )
            return fit(
                *args,
                **{**options, "verbose": 0},
                callbacks=[*(callbacks or ()), *extra, Attendant(), backup],
            )

        model.fit = attended
        return epochs

    def best_weights(self, name: str, monitor: str = "val_loss"):
        """Return a callback that keeps the weights of the best epoch in `path(f"{name}.weights.h5")`.

        A training that goes on after an interruption does not forget how good its best epoch was.
        """
        import keras

        log = self.path(f"{name}.epochs.json")
        before = [each[monitor] for each in json.loads(log.read_text())] if log.is_file() else []
        best = max if "accuracy" in monitor else min
        return keras.callbacks.ModelCheckpoint(
            str(self.path(f"{name}.weights.h5")),
            monitor=monitor,
            save_best_only=True,
            save_weights_only=True,
            initial_value_threshold=best(before) if before else None,
        )

    def figure(self, name: str, drawn) -> Path:
        """Write a matplotlib figure as a PNG of at most 200 kB beside the results; return its path."""
        from PIL import Image

        path = self.results / f"reproduce_{self.work}_{name}.png"
        for dpi in (110, 90, 70, 50):
            drawn.savefig(path, dpi=dpi, bbox_inches="tight", pil_kwargs={"optimize": True})
            if path.stat().st_size <= 200_000:
                break
            # Photos do not compress: 128 colours do for a look.
            with Image.open(path) as image:
                image.convert("RGB").quantize(128).save(path, optimize=True)
            if path.stat().st_size <= 200_000:
                break
        say(f"written: {_shown(path)}")
        return path

    def finish(self, figures: dict, data: dict, rows: list[dict]) -> Path:
        """Write the results file and print the figures; return its path. `rows` are what the READMEs' tables show."""
        path = self.results / f"reproduce_{self.work}.json"
        _write(
            path,
            {
                "work": self.work.upper(),
                "command": f"make reproduce-{self.work}",
                "rows": rows,
                "figures": figures,
                "settings": self.settings,
                "data": data,
                "machine": machine(),
            },
        )
        for key, value in _flat("", figures):
            print(f"{key:<44} {value}")
        say(f"written: {_shown(path)}")
        return path


def processor_minutes(figures: Any) -> float:
    """Return the processor time of all trainings that a work's figures tell of, in minutes."""
    if isinstance(figures, dict):
        own = figures.get("processor", 0)
        return own / 60 + sum(processor_minutes(each) for key, each in figures.items() if key != "processor")
    return sum(map(processor_minutes, figures)) if isinstance(figures, list) else 0.0


def told_time(work: str, results: Path = RESULTS) -> str:
    """Return how long the trainings of a work took when they were last measured, and what an interruption costs."""
    path = results / f"reproduce_{work}.json"
    minutes = processor_minutes(json.loads(path.read_text())["figures"]) if path.is_file() else 0
    took = f"{minutes:.0f} minutes of processor time when last measured" if minutes >= 1 else "a few minutes"
    return f"work {work.upper()}: its trainings took {took}; interrupted (Ctrl-C), it goes on where it was"


def machine() -> dict:
    """Return what the figures were measured with."""
    threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in ("tensorflow", "keras", "numpy")},
        "cpus": threads,
        "system": f"{platform.system()} {platform.machine()}",
    }


def say(text: str) -> None:
    """Tell how far the run is, on standard error."""
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


def curves(
    series: dict[str, list[dict]], measures: tuple[tuple[str, str], ...], title: str, training: bool = True
):
    """Return a figure of learning curves: a panel per measure, a line per training, dashed for validation.

    With `training=False` only the validation is drawn: where there are many trainings, more cannot be told apart.
    """
    from matplotlib.figure import Figure

    drawn = Figure(figsize=(5.2 * len(measures), 3.6), layout="constrained")
    panels = drawn.subplots(1, len(measures), squeeze=False)[0]
    for panel, (measure, label) in zip(panels, measures, strict=True):
        for number, (name, epochs) in enumerate(series.items()):
            x = [each["epoch"] for each in epochs]
            kinds = ((measure, "-", ", training"), (f"val_{measure}", "--", ", validation"))
            if not training:
                validated = epochs and f"val_{measure}" in epochs[0]
                kinds = ((f"val_{measure}" if validated else measure, "-", ""),)
            for key, style, kind in kinds:
                if epochs and key in epochs[0]:
                    told = name.replace("_", " ") + kind
                    panel.plot(x, [each[key] for each in epochs], style, color=f"C{number}", label=told)
        panel.set_xlabel("epoch")
        panel.set_ylabel(label)
        panel.legend(fontsize=7)
        panel.grid(alpha=0.3)
    drawn.suptitle(title)
    return drawn


def rows_of_images(rows: dict[str, Any], title: str):
    """Return a figure with a labelled row of images per entry, all the same number; arrays `(n, height, width[, 3])`."""
    from matplotlib.figure import Figure

    number = len(next(iter(rows.values())))
    shape = next(iter(rows.values())).shape
    drawn = Figure(
        figsize=(0.9 * number + 1.2, 0.9 * len(rows) * shape[1] / shape[2] + 0.5), layout="constrained"
    )
    axes = drawn.subplots(len(rows), number, squeeze=False)
    for line, (label, images) in zip(axes, rows.items(), strict=True):
        for place, image in zip(line, images, strict=True):
            place.imshow(image, cmap="gray", vmin=0, vmax=1)
            place.set_xticks([])
            place.set_yticks([])
        line[0].set_ylabel(label, rotation=0, ha="right", va="center")
    drawn.suptitle(title)
    return drawn


def falling_rate(epoch: int, epochs: int) -> float:
    """Return Adam's usual rate, 0.001, falling along half a cosine: 0.001 in the first epoch, nearly 0 in the last."""
    return 0.0005 * (1 + math.cos(math.pi * epoch / epochs))


def row(what: dict[str, str], value: str) -> dict:
    """Return a row of the READMEs' tables: what was measured, in both languages, and the figure."""
    return {"what": what, "value": {"en": value, "fr": value.replace(".", ",")}}


def total_seconds(epochs: list[dict]) -> dict:
    """Return how long the epochs took together, by the clock and in processor time.

    The second is the one to compare: it leaves out what other programs on the machine took.
    """
    return {
        "clock": round(sum(each["seconds"] for each in epochs), 1),
        "processor": round(sum(each["cpu_seconds"] for each in epochs), 1),
    }


def _flat(prefix: str, value):
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _flat(f"{prefix}{key}.", each)
    elif not (isinstance(value, list) and value and isinstance(value[0], dict)):
        yield prefix.rstrip("."), value


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f} min" if seconds > 90 else f"{seconds:.0f} s"


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def _write(path: Path, data) -> None:
    files.write_bytes(path, (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode())
