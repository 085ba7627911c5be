"""What IPython adds to Python does nothing, and the Python around it stays, each line where it was."""

import json
import zipfile
from pathlib import Path

import pytest

from autograder.judge.magics import foreign_magic, without_magics


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("!pip install keras", "pass"),
        ("if True:\n    !ls\nx = 2", "if True:\n    pass\nx = 2"),
        ("files = !ls", "files = []"),
        ("%time x = f(2)", "x = f(2)"),
        ("%timeit -n 10 f(2)", "f(2)"),
        ("%%time\nx = 3", "\nx = 3"),
        ("%%capture out\nx = 3", "\nx = 3"),
        ("%%bash\nrm -rf /", ""),
        ("%%html\n<b>", ""),
        ("np.mean?", "pass"),
        ("x[0]?", "pass"),
        ("!pip install -q \\\n  numpy\nimport numpy", "pass\n\nimport numpy"),
        ("w = !whoami \\\n && ls\ny = 1", "w = []\n\ny = 1"),
        ('!ls\nx = ("%d"\n % 3)', 'pass\nx = ("%d"\n % 3)'),
        ("\n\n%pip install x\nx = 1", "\n\npass\nx = 1"),
        (">>> x = 1\n>>> y = 2", "x = 1\ny = 2"),
        ("x = %time f(3)", "x = (f(3))"),
        ("%%time\n%%capture\nx = 1", "\n\nx = 1"),
        ("%%memit\ndef f(): pass", "\ndef f(): pass"),
        (
            "%%writefile a.py\nx = 1",
            "__import__('pathlib').Path('a.py').write_text('x = 1', encoding='utf-8')",
        ),
        ("get_ipython().system('ls')", "pass"),
        ("get_ipython().run_line_magic('time', 'x = f(2)')", "x = f(2)"),
        ("get_ipython().run_cell_magic('time', '', 'def f():\\n    return 1\\n')", "def f():\n    return 1"),
        ("get_ipython().run_cell_magic('bash', '', 'ls')", "pass"),
        ("a = get_ipython().getoutput('ls')", "a = []"),
        ("x = (7\n% 4)", "x = (7\n% 4)"),
        ("text = '''\n!ls\n'''", "text = '''\n!ls\n'''"),
    ],
)
def test_magics_do_nothing_and_timed_code_runs(source, plain):
    assert without_magics(source) == plain


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("%%bash\nls", ""),
        ("%%time\nx = 1", ""),
        ("x = 1", ""),
        ("%%heat\nx = 1", "%%heat"),
        ("\n%%python3\ndef f():\n    pass", "%%python3"),
    ],
)
def test_a_cell_magic_that_may_cost_marks_is_named(source, head):
    assert foreign_magic(source) == head


def test_a_long_sum_beside_a_magic_breaks_nothing():
    source = "get_ipython().system('ls')\nx = " + " + ".join(["1"] * 3000)

    assert without_magics(source).endswith("+ 1")


@pytest.mark.parametrize(
    ("line", "file"),
    [
        ("%run tools.py", "tools.py"),
        ("%run -i tools.py", "tools.py"),
        ("%run tools", "tools.py"),
        ("%run ./work/tools.ipynb", "work/tools.ipynb"),
        ('%run "my tools.py" --fast', "my tools.py"),
        ("%run -m pytest", "pytest.py"),
    ],
)
def test_what_run_names_is_run(line, file):
    assert f"({file!r}" in without_magics(line)


def test_a_notebook_that_is_run_defines_its_names_and_its_magics_do_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cells = [
        {"cell_type": "markdown", "source": "x"},
        {"cell_type": "code", "source": ["!ls\n", "%time 1\n", "y = 2\n"]},
    ]
    (tmp_path / "tools.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    space = {}
    exec(without_magics("%run tools.ipynb"), space)
    assert space["y"] == 2


def test_cd_goes_into_a_folder_that_is_there_and_back_no_further_than_the_start(tmp_path, monkeypatch):
    (tmp_path / "utils").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    places = []
    for line in ("%cd /content/drive", "%cd ..", "%cd utils", "%cd ..", "%cd missing"):
        exec(without_magics(line), {})
        places.append(Path.cwd().relative_to(tmp_path).as_posix())
    assert places == [".", ".", "utils", ".", "."]


@pytest.mark.parametrize(
    ("head", "path"),
    [
        ("%%writefile utils/tools.py", "utils/tools.py"),
        ("%%file tools.py", "tools.py"),
        ("%%writefile 'my tools.py'", "my tools.py"),
        ("%%writefile $name", "named.py"),
    ],
)
def test_a_cell_is_written_where_its_magic_says(head, path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exec(without_magics(f"{head}\nx = 1\n"), {"name": "named.py"})
    assert (tmp_path / path).read_text(encoding="utf-8") == "x = 1\n"


@pytest.mark.parametrize(
    ("line", "file"), [("!unzip -q data.zip", "s.json"), ("!unzip -o data.zip -d d", "d/s.json")]
)
def test_an_archive_that_was_handed_in_is_unzipped(line, file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exec(without_magics(line), {})
    assert list(tmp_path.iterdir()) == []
    with zipfile.ZipFile("data.zip", "w") as archive:
        archive.writestr("s.json", "1")
    exec(without_magics(line), {})
    assert (tmp_path / file).read_text(encoding="utf-8") == "1"


def test_what_ipython_would_read_for_minutes_stays_as_it_is():
    shell = "!ls\n" * 20_000  # it reads all of them again for each
    assert without_magics(shell) == shell
    heads = "%%time\n" * 20_000 + "x = 1"
    assert without_magics(heads).lstrip("\n").startswith("%%time")


def test_a_notebook_full_of_shell_lines_is_still_read():
    source = "!pip install x\n" * 60 + "def f():\n    return 1\n" + "# text\n" * 5_000
    assert "pip" not in without_magics(source)
