"""Every kind of hand-in by every door: what students really send, and the ways it reaches the judge.

`python -m tests.doors` prints the table: how many of the five checks pass, kind by door; and how many of the two public
ones, where a student runs `autograder check` on the same files.
"""

from __future__ import annotations

import io
import json
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.base.errors import HandInError
from autograder.course.load import load_assignment, load_course
from autograder.course.master import SOLUTION
from autograder.gradebook import intake
from autograder.gradebook.lms import download
from autograder.gradebook.store import Store
from autograder.judge.hand_in import HandIn, read_hand_in
from autograder.release.bundle import student_bundle
from autograder.release.trees import write_bundle
from tests.check_door import public_passes
from tests.doors_new_kinds import NEW
from tests.fresh_kinds import FRESH
from tests.more_kinds import MORE
from tests.still_more_kinds import STILL_MORE

TINY = load_assignment(Path(__file__).parent / "fixtures/tiny/assignments/01_light")
RIGHT = TINY.master.view(SOLUTION)
FIRST, SECOND = RIGHT.split("# %% q2")  # brighten and what it needs; darkest
SECOND = f"import numpy as np\n# %% q2{SECOND}"
BROKEN = "def broken(:\n    pass\n"
CALL = "return np.clip(brightened_images, *FLOOR_AND_CEILING)"


def notebook(*sources: str, version: int = 4, kernel: str = "python3") -> str:
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": each} for each in sources]
    if version == 3:
        old = [{**each, "input": each.pop("source")} for each in cells]
        return json.dumps({"worksheets": [{"cells": [each]} for each in old], "nbformat": 3, "metadata": {}})
    return json.dumps({"cells": cells, "metadata": {"kernelspec": {"name": kernel}}, "nbformat": 4})


def using(line: str, source: str = RIGHT) -> str:
    """Return the answer with a line before it, and a limit that it then takes from `limits`."""
    return f"{line}\n{source}".replace(CALL, "return np.clip(brightened_images, *limits)")


@dataclass(frozen=True)
class Kind:
    """What is handed in (name -> text), and how many of the five checks it earns."""

    files: Mapping[str, str | bytes]
    passes: int = 5
    remark: str = ""


KINDS = {
    "plain .py": Kind({"light.py": RIGHT}),
    "plain notebook": Kind({"light.ipynb": notebook(FIRST, SECOND)}),
    "module beside": Kind(
        {"light.py": using("from tools import limits"), "tools.py": "limits = (0.0, 1.0)\n"}
    ),
    "module in a folder": Kind(
        {"light.py": using("from utils.tools import limits"), "utils/tools.py": "limits = (0.0, 1.0)\n"}
    ),
    "package with __init__": Kind(
        {"light.py": using("from utils import limits"), "utils/__init__.py": "limits = (0.0, 1.0)\n"}
    ),
    "data file beside": Kind(
        {
            "light.py": using("import json\nlimits = json.load(open('settings.json'))"),
            "settings.json": "[0.0, 1.0]",
        }
    ),
    "data file in a folder": Kind(
        {
            "light.ipynb": notebook(using("import json\nlimits = json.load(open('data/s.json'))", RIGHT)),
            "data/s.json": "[0.0, 1.0]",
        }
    ),
    "answer in its folder": Kind(
        {
            "work/light.py": using("from tools import limits"),
            "work/tools.py": "limits = (0.0, 1.0)\n",
            "a.png": b"\x89PNG\0",
        }
    ),
    "%run of a module": Kind(
        {"light.ipynb": notebook("%run tools.py", using("", RIGHT)), "tools.py": "limits = (0.0, 1.0)\n"}
    ),
    "%%writefile and import": Kind(
        {
            "light.ipynb": notebook(
                "%%writefile tools.py\nlimits = (0.0, 1.0)\n", using("from tools import limits")
            )
        }
    ),
    "continued !pip": Kind({"light.ipynb": notebook("!pip install -q \\\n  numpy\n" + RIGHT)}),
    "shell value": Kind({"light.ipynb": notebook("w = !whoami \\\n && ls\n" + RIGHT)}),
    "help of an item": Kind({"light.ipynb": notebook("x = [1]\nx[0]?\n" + RIGHT)}),
    "% after a shell line": Kind({"light.ipynb": notebook('!ls\ny = ("%d"\n % 3)\n' + RIGHT)}),
    "%%time": Kind({"light.ipynb": notebook("%%time\n" + RIGHT)}),
    "converted notebook": Kind(
        {
            "light.py": "# In[1]:\n\n"
            + FIRST
            + f"\n# In[2]:\n\nget_ipython().run_cell_magic('time', '', {SECOND!r})\n"
        }
    ),
    "Colab's .py": Kind({"light.py": "!pip install -q numpy\n%matplotlib inline\n" + RIGHT}),
    "syntax error, plain .py": Kind({"light.py": (BROKEN + RIGHT).replace("# %%", "#")}),
    "syntax error, #%% cells": Kind({"light.py": "#%% a\n" + BROKEN + "#%% b\n" + RIGHT}),
    "syntax error, # In[3]:": Kind({"light.py": "# In[1]:\n" + BROKEN + "# In[3]:\n" + RIGHT}),
    "syntax error, Colab": Kind({"light.py": "!pip install x\n" + FIRST + BROKEN + SECOND}),
    "syntax error in a notebook's only cell": Kind({"light.ipynb": notebook(FIRST + BROKEN + SECOND)}),
    ".py.txt": Kind({"light.py.txt": RIGHT}),
    ".ipynb.json": Kind({"light.ipynb.json": notebook(FIRST, SECOND)}),
    "notebook called .py": Kind({"light.py": notebook(FIRST, SECOND)}),
    "Python called .ipynb": Kind({"light.ipynb": RIGHT}),
    ".py.txt beside a picture": Kind({"light.py.txt": RIGHT, "a.png": b"\x89PNG\0\0"}),
    "nbformat 3, two worksheets": Kind({"light.ipynb": notebook(FIRST, SECOND, version=3)}),
    "await in a cell": Kind(
        {"light.ipynb": notebook("import asyncio\nawait asyncio.sleep(0)\n" + FIRST, SECOND)}
    ),
    "notebook and its copy": Kind({"light.ipynb": notebook(RIGHT), "light-Copy1.ipynb": notebook(RIGHT)}),
    "notebook and its .py": Kind({"light.ipynb": notebook(FIRST, SECOND), "light.py": RIGHT}),
    "a comment more": Kind({"light.ipynb": notebook(RIGHT), "old.ipynb": notebook("# mine\n" + RIGHT)}),
    "two that differ": Kind(
        {"01_light.ipynb": notebook(RIGHT), "old.ipynb": notebook(RIGHT.replace("+ amount", "- amount"))},
        remark="handin.several_answers",
    ),
    "a file for each question": Kind({"q1.py": FIRST, "q2.py": SECOND}, remark="handin.put_together"),
    "disable_eager_execution": Kind(
        {"light.py": "import tensorflow as tf\ntf.compat.v1.disable_eager_execution()\n" + RIGHT},
        remark="handin.no_eager",
    ),
    "float policy": Kind(
        {"light.py": "import keras\nkeras.config.set_floatx('float64')\n" + RIGHT},
        remark="handin.float_policy",
    ),
    "UTF-16": Kind({"light.py": RIGHT.encode("utf-16")}),
    "prompts of a terminal": Kind(
        {"light.py": "\n".join(f">>> {line}" for line in ("x = 1",)) + "\n" + RIGHT}
    ),
    **{name: Kind(*kind) for name, kind in MORE.items()},
    **{name: Kind(files) for name, files in (STILL_MORE | FRESH | NEW).items()},
}


def content(files: Mapping[str, str | bytes]) -> dict[str, bytes]:
    return {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}


def _zip(files: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, each in files.items():
            archive.writestr(name, each)
    return data.getvalue()


def _written(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def _downloaded(files: Mapping[str, bytes]) -> tuple[bytes, str]:
    """Return what the judge is given of Ann Lee, in whose class's download `files` lie."""
    with tempfile.TemporaryDirectory() as folder:
        _written(Path(folder, "download"), files)
        store = Store(Path(folder, "out"))
        with download.opened(Path(folder, "download")) as opened:
            found = intake.listing(opened, [TINY])
            intake.stored(found, store)
        (attempt,) = (each for each in store.all_attempts() if each.student.name != "Bob Ray")
        name, data = attempt.hand_in()
        return data, name


def _alone(files: Mapping[str, bytes]) -> tuple[bytes, str] | None:
    return next(iter((data, name) for name, data in files.items())) if len(files) == 1 else None


def _in_a_zip(files: Mapping[str, bytes]) -> tuple[bytes, str]:
    return _zip(files), "work.zip"


def _in_a_folder(files: Mapping[str, bytes]) -> tuple[bytes, str]:
    # One student alone with folders of their own would look like a class in a folder.
    return _downloaded(
        {f"Ann Lee/{name}": data for name, data in files.items()} | {"Bob Ray/b.py": b"x = 1\n"}
    )


def _in_moodle(files: Mapping[str, bytes]) -> tuple[bytes, str]:
    return _downloaded({f"Ann Lee_7_assignsubmission_file/{name}": data for name, data in files.items()})


def _zip_in_moodle(files: Mapping[str, bytes]) -> tuple[bytes, str]:
    return _downloaded({"Ann Lee_7_assignsubmission_file/work.zip": _zip(files)})


def _in_canvas(files: Mapping[str, bytes]) -> tuple[bytes, str] | None:
    if any("/" in name for name in files):  # it takes no folders
        return None
    return _downloaded({f"leeann_7_{9 + at}_{name}": data for at, (name, data) in enumerate(files.items())})


def _in_gradescope(files: Mapping[str, bytes]) -> tuple[bytes, str]:
    with warnings.catch_warnings():  # Otter's own libraries call what traitlets will drop
        warnings.simplefilter("ignore")
        from autograder.otter.plugin import hand_in_bytes, set_aside
    with tempfile.TemporaryDirectory() as folder:
        submission = _written(Path(folder, "submission"), files)
        return hand_in_bytes(set_aside(submission, Path(folder, "handed_in"), otter_began=False))


DOORS: Mapping[str, Callable[[Mapping[str, bytes]], tuple[bytes, str] | None]] = {
    "alone": _alone,
    "zip": _in_a_zip,
    "folder": _in_a_folder,
    "Moodle": _in_moodle,
    "zip in Moodle": _zip_in_moodle,
    "Canvas": _in_canvas,
    "Gradescope, Otter": _in_gradescope,
}


def through(kind: Kind, door: str) -> HandIn | HandInError | None:
    """Return what is read of a kind by a door; None where the door does not take such a thing."""
    given = DOORS[door](content(kind.files))
    if given is None:
        return None
    try:
        return read_hand_in(given[0], TINY, given[1])
    except HandInError as error:
        return error


class Verdicts:
    """How many checks pass, asked of the judge once for equal hand-ins."""

    def __init__(self, judge: object):
        self._judge = judge
        self._known: dict[tuple[object, ...], frozenset[str]] = {}

    def passed(self, read: HandIn | HandInError) -> frozenset[str]:
        """Return the checks that pass."""
        if isinstance(read, HandInError):
            return frozenset()
        key = (read.cells, tuple(sorted(read.files.items())))
        if key not in self._known:
            result = self._judge.grade(TINY, read)
            self._known[key] = frozenset(verdict.check for verdict in result.verdicts if verdict.passed)
        return self._known[key]

    def passes(self, read: HandIn | HandInError) -> int:
        """Return how many checks pass."""
        return len(self.passed(read))


def seen_by_students(names: Collection[str]) -> dict[str, dict[str, object]]:
    """Return for each kind how many public checks `autograder check` passes, of its files and of a zip of them."""
    with tempfile.TemporaryDirectory() as folder:
        write_bundle(student_bundle(load_course(TINY.folder.parent)), Path(folder, "template"))
        kinds = {name: content(KINDS[name].files) for name in names}
        return public_passes(Path(folder, "template"), kinds)


PUBLIC = [check.id for check in TINY.rubric if check.public]


def table() -> Iterator[str]:
    from autograder.judge.run import Judge

    checked = seen_by_students(KINDS)
    with Judge() as judge:
        verdicts = Verdicts(judge)
        yield f"{'':<46}" + "".join(f"{door:>19}" for door in (*DOORS, "check (public)", "check of a zip"))
        for name, kind in KINDS.items():
            read = [through(kind, door) for door in DOORS]
            cells = ["–" if each is None else str(verdicts.passes(each)) for each in read]
            cells += [str(each) if isinstance(each, int) else "–" for each in checked[name].values()]
            yield f"{name:<46}" + "".join(f"{cell:>19}" for cell in cells)


if __name__ == "__main__":
    for line in table():
        print(line, flush=True)
