"""Measured figures: quoted, written down, quoted in checks, and compared."""

import json

import pytest

from autograder.base.errors import ContentError
from autograder.proof.measure import (
    RECORD,
    Measuring,
    differences,
    figures_text,
    quoted,
    recorded,
    run,
    write,
)


@pytest.fixture
def folder(tmp_path):
    """Return a folder whose record holds two figures, and a function that writes its checks' comments."""
    folder = tmp_path / "04_autoencoder"
    (folder / "checks").mkdir(parents=True)
    write(folder, {"untrained": {"value": 0.6949}, "relu": {"median": 0.1957, "highest": 0.197, "seeds": 10}})
    return folder


def _quote(folder, *lines):
    path = folder / "checks/test_hidden.py"
    path.write_text("# The reference:\n" + "".join(f"# - {line}\n" for line in lines) + "MAX_LOSS = 0.26\n")
    return [str(error) for error in differences(folder)]


def test_a_figure_is_measured_once_a_seed_after_the_seed_is_set():
    calls = []
    measuring = Measuring(3, lambda seed: calls.append(f"seed {seed}"), lambda line: None)

    found = measuring.over("loss", lambda seed: calls.append(f"measure {seed}") or seed / 10)

    assert calls == ["seed 0", "measure 0", "seed 1", "measure 1", "seed 2", "measure 2"]
    assert found == [0.0, 0.1, 0.2]
    assert measuring.figures == {"loss": {"lowest": 0.0, "median": 0.1, "highest": 0.2, "seeds": 3}}


def test_each_figure_is_told_as_the_checks_quote_it():
    lines = []
    measuring = Measuring(1, say=lines.append)

    measuring.alone("average digit", 0.30261)
    measuring.series("relu", [0.2, 0.196, 0.197])

    assert lines == [
        "# - average digit: 0.303",
        "# - relu: lowest 0.196, median 0.197, highest 0.200, 3 seeds",
    ]


def test_a_name_stands_for_one_figure():
    measuring = Measuring(1, say=lambda line: None)
    measuring.alone("loss", 1)

    with pytest.raises(ValueError, match="two figures are called 'loss'"):
        measuring.alone("loss", 2)


def test_what_is_told_can_be_quoted(folder):
    figures = {"lowest": -1.5e-7, "median": 0.02, "highest": 1234.0, "seeds": 2}
    write(folder, {"a, b: c": figures})

    assert _quote(folder, f"a, b: c: {figures_text(figures)}") == []


def test_figures_quoted_with_fewer_digits_are_the_same(folder):
    assert _quote(folder, "untrained: 0.695", "relu: median 0.196, highest 0.20, 10 seeds") == []


@pytest.mark.parametrize(
    ("line", "problem"),
    {
        "untrained: 0.684": "untrained: quotes value 0.684, measured.json holds 0.6949.",
        "relu: median 0.19": "relu: quotes median 0.19, measured.json holds 0.1957.",
        "relu: lowest 0.19": "relu: quotes lowest 0.19, measured.json holds –.",
        "relu: highest 0.197, 12 seeds": "relu: quotes seeds 12, measured.json holds 10.",
        "elu: highest 0.2": '"elu" is not in measured.json.',
    }.items(),
)
def test_another_figure_than_the_recorded_one_is_told_with_file_and_line(folder, line, problem):
    (found,) = _quote(folder, line)

    assert found.startswith(f"{folder / 'checks/test_hidden.py'}:2: {problem}")


def test_a_quote_that_is_none_is_told(folder):
    path = folder / "checks/test_hidden.py"
    path.write_text("# - relu: 0.197, about\n")

    with pytest.raises(ContentError, match=r'test_hidden.py:1: "about" is no measured figure'):
        list(quoted(path))


def test_measuring_again_replaces_what_it_measured_and_keeps_the_rest(folder):
    write(folder, {"relu": {"value": 0.25}})

    assert recorded(folder) == {"untrained": {"value": 0.6949}, "relu": {"value": 0.25}}
    assert (
        json.loads((folder / RECORD).read_text())["command"]
        == "python assignments/04_autoencoder/measure.py --write"
    )


@pytest.mark.parametrize("text", ["{", "[]", '{"figures": 3}', '{"figures": {"a": {"value": "x"}}}'])
def test_a_damaged_record_is_told(folder, text):
    (folder / RECORD).write_text(text)

    with pytest.raises(ContentError, match="no record of measured figures"):
        recorded(folder)


def test_a_missing_record_is_told(tmp_path):
    with pytest.raises(ContentError, match="this file is missing"):
        recorded(tmp_path)


def test_the_command_measures_the_way_and_the_seeds_it_is_asked_for(folder, capsys):
    ways = {
        "": lambda measuring: measuring.alone("plain", 1),
        "long": lambda measuring: measuring.alone("long", measuring.seeds),
    }

    run(folder, ways, arguments=["4", "--long"])
    assert "long" not in recorded(folder)
    run(folder, ways, arguments=["--write"])

    assert capsys.readouterr().out == "# - long: 4.00\n# - plain: 1.00\n"
    assert recorded(folder)["plain"] == {"value": 1}
