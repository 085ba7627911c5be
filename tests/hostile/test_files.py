"""Hostile notebooks, archives and model files: each ends in a verdict that names what is wrong.

Each builder's docstring says what the file tries and what must happen.
"""

from __future__ import annotations

import base64
import io
import json
import marshal
import struct
import zipfile

import pytest

from autograder.course.master import SOLUTION
from autograder.judge.sandbox import levels
from autograder.judge.hand_in import read_in_this_process
from autograder.judge.session import Session
from autograder.judge.submission import Submission
from autograder.base.verdict import Outcome
from tests.hostile.corpus import CHECKS, HONEST

BEST = levels.probe().name
LEVELS = [BEST] + [pytest.param(name, marks=pytest.mark.slow) for name in "ABCDE" if name != BEST]


def notebook(*sources, **more):
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": each} for each in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}).encode()


def archive(files, method=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return data.getvalue()


# Notebooks


def shell_commands():
    """Runs shell commands through magics. They do nothing; the honest cells count."""
    return notebook("!touch /tmp/hostile-mark-shell", "%%bash\ntouch /tmp/hostile-mark-bash", HONEST,
                    "%run /etc/passwd", "x = !cat /etc/passwd\nassert x == []")  # fmt: skip


def writes_a_module():
    """Writes a numpy.py through %%writefile. The cell does nothing."""
    return notebook("%%writefile numpy.py\nraise SystemExit", HONEST)


def fake_outputs():
    """Carries fifty megabytes of outputs that claim full marks… here one: they are not read."""
    cell = {"cell_type": "code", "metadata": {}, "source": HONEST,
            "outputs": [{"output_type": "stream", "text": "All tests passed! 1000/5 " * 40_000}]}  # fmt: skip
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def odd_shapes():
    """Has cells that are no cells, sources that are no text, and a kernel that does not exist."""
    cells = [None, 7, {}, {"cell_type": "code"}, {"cell_type": "code", "source": [1, None]}, {"cell_type": "raw"},
             {"cell_type": "code", "metadata": {"tags": "otter_ignore"}, "source": HONEST.splitlines(True)}]  # fmt: skip
    return json.dumps({"cells": cells, "metadata": {"kernelspec": {"name": "cobol"}}, "nbformat": 4}).encode()


def one_broken_cell():
    """Has a cell that is not Python. It costs that cell."""
    return notebook("def broken(:\n    pass", HONEST)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("make", [shell_commands, writes_a_module, fake_outputs, odd_shapes, one_broken_cell])
def test_a_notebook_earns_what_its_honest_cells_earn(make, level, judge_at, target):
    result = judge_at(level).grade(target, make(), name="answer.ipynb", checks=CHECKS)

    assert [verdict.check for verdict in result.verdicts if not verdict.passed] == []


# What cannot be read


def broken_json():
    """A notebook that was cut short."""
    return "answer.ipynb", notebook(HONEST)[:-30]


def deep_json():
    """A notebook nested a hundred thousand deep."""
    return "answer.ipynb", b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


def no_cells():
    """JSON that is no notebook."""
    return "answer.ipynb", b'{"a": 1}'


def huge_source():
    """A script of twenty megabytes."""
    return "answer.py", b"x = 1\n" * (4 * 2**20)


def null_bytes():
    """A program instead of its source."""
    return "answer.py", b"\x7fELF\0\0\0\0" * 100


def picture():
    """A picture that was handed in by mistake."""
    return "answer.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(100)


def bomb():
    """An archive of files that are thousands of times larger unpacked, more than anybody leaves by mistake."""
    zeros = {f"zeros{n}.bin": bytes(12 * 2**20) for n in range(60)}
    return "answer.zip", archive({"answer.py": HONEST, **zeros}, zipfile.ZIP_DEFLATED)


def bzip2_bomb():
    """A member compressed in a way that makes zipfile take gigabytes."""
    return "answer.zip", archive({"answer.py": HONEST.encode(), "zeros.bin": bytes(2**20)}, zipfile.ZIP_BZIP2)


def lying_size():
    """An archive whose directory claims a small size for a large member."""
    data = bytearray(archive({"answer.py": HONEST.encode(), "zeros.bin": bytes(30 * 2**20)}))
    position = data.rfind(b"PK\x01\x02")
    data[position + 24 : position + 28] = struct.pack("<I", 10)
    return "answer.zip", bytes(data)


def climbing_path():
    """A member that would be written outside the folder."""
    return "answer.zip", archive({"answer.py": HONEST, "../../hostile-mark.py": "x"})


def link():
    """A link to a file of the grader's machine in the answer's place."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as opened:
        info = zipfile.ZipInfo("answer.py")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        opened.writestr(info, "/etc/passwd")
    return "answer.zip", data.getvalue()


def truncated_archive():
    """An archive that was cut short."""
    return "answer.zip", archive({"answer.py": HONEST})[:-40]


def no_answer():
    """An archive without an answer."""
    return "answer.zip", archive({"readme.txt": "hello"})


UNREADABLE = [broken_json, deep_json, no_cells, huge_source, null_bytes, picture, bomb, bzip2_bomb, lying_size,
              climbing_path, link, truncated_archive, no_answer]  # fmt: skip


@pytest.mark.parametrize("make", UNREADABLE)
def test_what_cannot_be_read_is_told_and_runs_nothing(make, judge_at, target):
    name, data = make()

    result = judge_at(BEST).grade(target, data, name=name, checks=CHECKS)

    assert {(each.outcome, str(each.reason)) for each in result.verdicts} == {(Outcome.NOT_RUN, "bad_file")}
    assert all(each.message.text("fr") != each.message.text("en") for each in result.verdicts)


def test_one_file_of_zeros_costs_itself_and_is_told(judge_at, target):
    data = archive({"answer.py": HONEST, "zeros.bin": bytes(30 * 2**20)}, zipfile.ZIP_DEFLATED)

    result = judge_at(BEST).grade(target, data, name="answer.zip", checks=CHECKS)

    assert all(verdict.passed for verdict in result.verdicts)
    assert "handin.left_out" in {note.key for note in result.notes}


# Model files


def keras_file(config, weights=b""):
    metadata = {"keras_version": "3.15.1", "date_saved": "2026-01-01@00:00:00"}
    return archive({"config.json": json.dumps(config), "metadata.json": json.dumps(metadata),
                    "model.weights.h5": weights})  # fmt: skip


def sequential(*layers):
    start = {"module": "keras.layers", "class_name": "InputLayer",
             "config": {"batch_shape": [None, 3], "dtype": "float32", "name": "input"}, "registered_name": None}  # fmt: skip
    return {"module": "keras", "class_name": "Sequential", "registered_name": None,
            "config": {"name": "model", "layers": [start, *layers]}}  # fmt: skip


def leaves_a_mark(x):
    open("/tmp/hostile-mark-lambda", "w").close()
    return x


def lambda_layer():
    """A layer that holds code, run when the model is opened. Safe mode refuses it."""
    code = base64.b64encode(marshal.dumps(leaves_a_mark.__code__)).decode()
    function = {"class_name": "__lambda__", "config": {"code": code, "defaults": None, "closure": None}}
    layer = {"module": "keras.layers", "class_name": "Lambda", "registered_name": None,
             "config": {"name": "run", "function": function}}  # fmt: skip
    return keras_file(sequential(layer))


def arbitrary_module():
    """A layer that is really os.system. Keras refuses modules that are none of its own."""
    layer = {
        "module": "os",
        "class_name": "system",
        "registered_name": None,
        "config": {"command": "touch /tmp/hostile-mark"},
    }
    return keras_file(sequential(layer))


def shape_bomb():
    """A dense layer of 2**33 units. The allocation fails, or the worker does: never the judge."""
    layer = {"module": "keras.layers", "class_name": "Dense", "registered_name": None,
             "config": {"name": "large", "units": 2**33, "activation": "linear"}}  # fmt: skip
    return keras_file(sequential(layer))


def config_bomb():
    """A configuration of four hundred megabytes of blanks."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as opened:
        with opened.open("config.json", "w", force_zip64=True) as member:
            for _ in range(400):
                member.write(b" " * 2**20)
        opened.writestr("metadata.json", "{}")
        opened.writestr("model.weights.h5", b"")
    return data.getvalue()


def not_a_model():
    """A text with a model's name."""
    return b"this is no model"


def pickled():
    """A pickle with a model's name, which would run a command. Nobody unpickles."""
    return b"cos\nsystem\n(S'touch /tmp/hostile-mark-pickle'\ntR."


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "make", [lambda_layer, arbitrary_module, shape_bomb, config_bomb, not_a_model, pickled]
)
def test_a_hostile_model_file_is_refused(make, level, judge_at, target, patient):
    # The hand-in switches safe mode off in its own process: the model is opened in another.
    answer = HONEST + "\nimport keras\nkeras.config.enable_unsafe_deserialization()\n"
    data = archive({"answer.py": answer, "model.keras": make()}, zipfile.ZIP_STORED)

    result = judge_at(level).grade(patient, data, name="answer.zip", checks=("means", "opens"))

    means, opens = (result.verdict(each) for each in ("means", "opens"))
    assert means.passed
    assert opens.outcome in (Outcome.FAIL, Outcome.NOT_RUN)
    assert str(opens.reason) in ("bad_file", "memory", "crash"), opens
    from pathlib import Path

    assert not list(Path("/tmp").glob("hostile-mark*"))


def test_a_sound_model_file_opens_and_computes(judge_at, target, patient):
    judge = judge_at(BEST)
    session = Session(
        judge.launcher,
        read_in_this_process(target.master.view(SOLUTION).encode(), target, "m.py"),
        patient.limits,
    )
    try:
        submission = Submission(session)
        path = submission.folder() + "/model.keras"
        submission.build().save(path)
        saved = submission.get(path)
    finally:
        session.close()
    data = archive({"answer.py": HONEST, "models/model.keras": saved})

    result = judge.grade(patient, data, name="answer.zip", checks=("opens",))

    assert result.verdict("opens").passed, result


def test_a_missing_model_file_is_told(judge_at, target):
    verdict = judge_at(BEST).grade(target, HONEST.encode(), name="a.py", checks=("opens",)).verdict("opens")

    assert (verdict.outcome, str(verdict.reason)) == (Outcome.NOT_RUN, "no_file")
    assert "model.keras" in verdict.message.text("en")
