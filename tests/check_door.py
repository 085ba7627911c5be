"""The door `check`: what students see on their own machine of what they will hand in, a process for each.

`python -m tests.check_door FOLDER` reads FOLDER/N/…, student's folders each with a 01_light in it, and writes
FOLDER/N/said.json: how many public checks passed, of the files beside 01_light and of `work.zip`, where there is one.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Mapping
from pathlib import Path

from autograder.judge.magics import without_magics
from autograder.student import check, display

_FILES, _ZIP = "files", "zip"


def public_passes(template: Path, kinds: Mapping[str, Mapping[str, bytes]]) -> dict[str, dict[str, object]]:
    """Return for each kind how many public checks pass: of its files lying in the folder, and of a zip of them.

    In place of a number stands what went wrong.

    Args:
        template: The folder that students receive.
        kinds: Name of a kind -> its files.
    """
    with tempfile.TemporaryDirectory() as folder:
        for number, files in enumerate(kinds.values()):
            own = Path(folder, str(number))
            shutil.copytree(template, own)
            (own / "01_light/01_light.py").unlink()  # a student's file may bear its name
            with zipfile.ZipFile(own / "work.zip", "w") as archive:
                for name, data in files.items():
                    archive.writestr(name, data)
                    (own / "01_light" / name).parent.mkdir(parents=True, exist_ok=True)
                    if not (own / "01_light" / name).exists():  # the course's own files are the course's
                        (own / "01_light" / name).write_bytes(data)
            (own / "alone.json").write_text(
                json.dumps(list(files) if len(files) == 1 else []), encoding="utf-8"
            )
        command = [sys.executable, "-m", "tests.check_door", folder]
        subprocess.run(command, cwd=Path(__file__).parents[1], check=True, stdout=subprocess.DEVNULL)
        return {
            name: json.loads(Path(folder, str(number), "said.json").read_text(encoding="utf-8"))
            for number, name in enumerate(kinds)
        }


def _main(folder: Path) -> None:
    without_magics("!ls")  # what half of the kinds need, loaded once
    importlib.import_module("rich.console")
    for own in sorted(folder.iterdir()):
        said = {}
        for door in (_FILES, _ZIP):
            out = own / f"{door}.json"
            if not (child := os.fork()):
                out.write_text(json.dumps(_checked(own, door)), encoding="utf-8")
                os._exit(0)
            os.waitpid(child, 0)
            said[door] = json.loads(out.read_text(encoding="utf-8")) if out.is_file() else "it crashed"
        (own / "said.json").write_text(json.dumps(said), encoding="utf-8")


def _checked(own: Path, door: str) -> int | str:
    tables: list[display.VerdictTable] = []
    check.show = lambda thing, stream=None: (  # type: ignore[attr-defined]
        tables.append(thing) if isinstance(thing, display.VerdictTable) else None
    )
    alone = json.loads((own / "alone.json").read_text(encoding="utf-8"))
    answer = own / "work.zip" if door == _ZIP else (own / "01_light" / alone[0]) if alone else None
    os.chdir(own / "01_light")
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            check.check_file(own, "01_light", answer=answer, language="en")
    except Exception as error:
        return str(error) or "".join(traceback.format_exception(error))
    return sum(row.verdict.passed for table in tables for row in table.rows)


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
