"""Hand-ins of every kind that students really send are read; what cannot be read is named."""

import base64
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from autograder.base.errors import HandInError
from autograder.course.load import load_assignment
from autograder.course.master import SOLUTION, STUDENT
from autograder.course.source import bound_names
from autograder.judge.hand_in import file_bytes, read_in_this_process

TINY = load_assignment(Path(__file__).parents[1] / "fixtures/tiny/assignments/01_light")
ANSWER = "def brighten(images, amount):\n    return images\n"


def notebook(*cells, version=4):
    made = [{"cell_type": kind, "metadata": {"tags": tags}, "source": source} for kind, tags, source in cells]
    if version == 3:
        made = [{**each, "input": each.pop("source")} for each in made]
        return json.dumps({"worksheets": [{"cells": made}], "nbformat": 3}).encode()
    return json.dumps({"cells": made, "metadata": {"kernelspec": {"name": "odd"}}, "nbformat": 4}).encode()


def archive(**files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as opened:
        for name, content in files.items():
            opened.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return data.getvalue()


def code(hand_in):
    return [cell.source for cell in hand_in.cells]


def test_each_statement_of_a_script_is_a_cell_with_its_line():
    hand_in = read_in_this_process(
        b"import os\n\n@decorated\ndef f():\n    pass\nx = 1; y = 2\n", name="a.py"
    )

    assert [(cell.line, cell.source) for cell in hand_in.cells] == [
        (1, "import os"),
        (3, "@decorated\ndef f():\n    pass"),
        (6, "x = 1"),
        (6, "y = 2"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfname = '\xc3\xa9'\n",
        "name = 'é'\n".encode("latin-1"),
        "# -*- coding: cp1252 -*-\nname = 'é'\n".encode("cp1252"),
        "name = 'é'\n".encode("utf-16"),
        b"name = '\xc3\xa9'\r\n",
        b"name = '\xc3\xa9'\r",
    ],
    ids=["bom", "latin-1", "cookie", "utf-16", "crlf", "cr"],
)
def test_accents_survive_every_encoding_and_line_end(data):
    assert code(read_in_this_process(data, name="a.py")) == ["name = 'é'"]


def test_accents_before_a_second_statement_do_not_shift_it():
    assert code(read_in_this_process("a = 'é'; b = 'è'; c = 3\n".encode(), name="a.py")) == [
        "a = 'é'",
        "b = 'è'",
        "c = 3",
    ]


def test_a_script_that_is_not_python_is_read_by_its_percent_cells():
    hand_in = read_in_this_process(
        b"# %% q1\ndef f(): return 1\n# %% q2\ndef g(: return\n# %% q3\ndef h(): return 3\n", name="a.py"
    )

    assert [cell.line for cell in hand_in.cells] == [2, 4, 6]
    assert code(hand_in)[0] == "def f(): return 1"


def test_ignored_and_empty_cells_and_prose_are_left_out():
    data = notebook(
        ("markdown", [], "# Hi"),
        ("code", ["otter_ignore"], "check()"),
        ("code", [], " "),
        ("code", [], "x = 1"),
    )

    cells = read_in_this_process(data, name="a.ipynb").cells

    assert [(cell.where, cell.source) for cell in cells] == [("4", "x = 1")]


def test_an_old_notebook_is_read():
    assert code(read_in_this_process(notebook(("code", [], "x = 1"), version=3), name="a.ipynb")) == ["x = 1"]


def test_a_renamed_notebook_is_still_a_notebook():
    assert code(read_in_this_process(notebook(("code", [], "x = 1")), name="homework (2).txt")) == ["x = 1"]


def test_an_archive_holds_an_answer_and_files():
    hand_in = read_in_this_process(
        archive(folder__answer_dot_py=ANSWER, folder__model_dot_keras=b"m"), TINY, "x.zip"
    )

    assert hand_in.name == "answer.py"
    assert dict(hand_in.files) == {"model.keras": b"m"}


def test_the_whole_student_folder_in_an_archive_gives_the_file_that_was_worked_on():
    stub, solved = (TINY.master.view(view) for view in (STUDENT, SOLUTION))
    data = archive(
        work__01_light_dot_py=stub,
        work__01_light_fr_dot_ipynb=notebook(("code", [], solved)),
        work__01_light_en_dot_ipynb=notebook(("code", [], stub)),
        work__checks__test_public_dot_py="import autograder",
    )

    assert read_in_this_process(data, TINY, "x.zip").name == "01_light_fr.ipynb"


@pytest.mark.parametrize(
    "left",
    ["    raise NotImplementedError('q1: brighten')\n", "    if amount:\n        return 1\n    else:\n        return 2\n"
     "    raise NotImplementedError\n"],
)  # fmt: skip
def test_an_answer_that_keeps_the_stubs_last_line_is_judged_and_not_the_stub_beside_it(left):
    stub = TINY.master.view(STUDENT)
    answer = f"def brighten(images, amount):\n    return images\n{left}"
    answer = answer if "else" not in left else f"def brighten(images, amount):\n{left}"
    data = archive(work__01_light_dot_py=answer, work__01_light_en_dot_ipynb=notebook(("code", [], stub)))

    assert read_in_this_process(data, TINY, "x.zip").name == "01_light.py"


def test_an_archive_of_stubs_is_one_unanswered_hand_in():
    stub = TINY.master.view(STUDENT)

    assert read_in_this_process(archive(a_dot_py=stub, b_dot_py=stub), TINY, "x.zip").cells


@pytest.mark.parametrize("again", ["def f(x):\n    return x  # as before\n", "def f(x):\n    return -x\n"])
def test_a_file_with_a_function_of_another_one_brings_its_own_along(again):
    first = "def f(x):\n    return x\ndef g(x):\n    return f(x)\n"
    data = archive(q1_dot_py=first, q2_dot_py=f"{again}def h(x):\n    return f(x)\n")

    found = read_in_this_process(data, None, "x.zip")

    binds = [bound_names(cell.source) for cell in found.cells]
    assert frozenset().union(*binds) == {"f", "g", "h"}
    assert found.remarks[-1].key == "handin.put_together"
    if "-x" in again:  # g goes on with the f beside it
        assert binds[-1] == {"h"} and "of_q2.py" in found.files


def test_a_helper_module_of_an_archive_lies_beside_the_answer():
    hand_in = read_in_this_process(archive(answer_dot_py=ANSWER, tools_dot_py="x = 1"), TINY, "x.zip")

    assert "tools.py" in hand_in.files


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("x.zip", archive(a_dot_txt="hello"), "handin.no_answer"),
        ("x.ipynb", b"{", "handin.not_a_notebook"),
        ("x.py", b"\0\0", "handin.unknown_kind"),
        ("x.py", b"x = 1\n" * 10**6, "handin.too_large"),
    ],
)
def test_what_cannot_be_read_names_its_reason(name, data, key):
    with pytest.raises(HandInError) as caught:
        read_in_this_process(data, TINY, name)

    assert caught.value.key == key


def test_a_notebook_with_twenty_megabytes_of_figures_is_read_alone_as_in_an_archive():
    """Figures of a long notebook; an archive took them, and the file alone was too large."""
    picture = base64.b64encode(os.urandom(20 * 2**20)).decode()
    cell = {"cell_type": "code", "source": "x = 1", "outputs": [{"data": {"image/png": picture}}]}
    book = json.dumps({"cells": [cell], "nbformat": 4}).encode()

    alone = read_in_this_process(book, name="x.ipynb")
    in_archive = read_in_this_process(archive(x_dot_ipynb=book), name="x.zip")

    assert [cell.source for cell in alone.cells] == ["x = 1"] == [cell.source for cell in in_archive.cells]


def test_a_folder_with_a_large_file_is_refused_before_anything_of_it_is_read(tmp_path, monkeypatch):
    (tmp_path / "answer.py").write_text("f = 1")
    with (tmp_path / "data.bin").open("wb") as file:
        file.truncate(2**40)  # it takes no room
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("read"))

    with pytest.raises(HandInError) as caught:
        file_bytes(tmp_path)

    assert caught.value.key == "handin.too_large"


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(HandInError) as caught:
        read_in_this_process(tmp_path / "gone.py")

    assert caught.value.key == "handin.unreadable"


def test_an_empty_file_is_a_hand_in_without_cells():
    assert read_in_this_process(b"", name="a.py").cells == ()


@pytest.mark.parametrize(
    ("sources", "kept"),
    [
        (("def f(x):\n    return x\n", "def f(x):\n    '''Doc.'''\n    raise NotImplementedError('q1')\n"), 1),
        (("def f(x):\n    raise NotImplementedError\n", "def f(x):\n    return x\n"), 2),
        (("class C:\n    def f(self):\n        return 1\n", "class C:\n    def __init__(self):\n        self.x = 1\n\n"
          "    def f(self):\n        'Doc.'\n        raise NotImplementedError('q1: C.f')\n"), 1),
        (("class C:\n    def f(self):\n        return 1\n", "class C:\n    def f(self):\n        return 2\n\n"
          "    def g(self):\n        raise NotImplementedError('q1: C.g')\n"), 2),
        # A second try that refuses some cases is an answer.
        (("def f(x):\n    return x\n", "def f(x):\n    if x:\n        raise NotImplementedError\n    return x\n"), 2),
    ],
)  # fmt: skip
def test_a_stub_below_its_answer_takes_nothing_away(sources, kept):
    cells = [{"cell_type": "code", "source": source} for source in sources]
    found = read_in_this_process(json.dumps({"cells": cells}).encode(), None, "a.ipynb")
    assert len(found.cells) == kept
    assert [remark.key for remark in found.remarks] == ["handin.late_stub"] * (len(sources) - kept)
