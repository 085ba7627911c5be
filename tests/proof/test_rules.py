"""The rules of the proof, on a small assignment and a grader that really runs the code (in this process)."""

import re
from pathlib import Path

import pytest

from autograder.base.messages import sentence
from autograder.course.load import load_assignment
from autograder.proof import run
from autograder.proof.rules import RULES, Evidence, findings, left_to_fill_in
from tests.proof.conftest import proof, proved

ROOT = Path(__file__).parents[2]


def test_an_assignment_that_is_all_right_has_no_findings(folder):
    assert proved(folder) == []


BREAKS = {
    "master_fails": ("checks/test_public.py", ", 2)", ", 3)", 1, "master: fails adds, which it must pass"),
    "stub_passes": (
        "checks/test_public.py",
        "expect.close(submission.plus_one(1), 2)",
        "pass",
        2,
        "stub: passes adds",
    ),
    "right_fails": (
        "samples/q1.py",
        "return 1 + x",
        "return 3 + x",
        3,
        "samples/q1.py:1: right swapped: fails adds",
    ),
    "wrong_passes": (
        "samples/q1.py",
        "x + 2",
        "x + 1",
        4,
        "samples/q1.py:6: wrong two: passes adds, which it must fail",
    ),
    "hints_missing": ("hints.fr.md", "- c\n", "", 6, "hints.fr.md"),
    "statement_differs": ("statement.fr.md", "plus_one(1)", "plus_one(2)", 6, "code spans differ"),
    "docstring_differs": (
        "master.py",
        "Renvoie x + 1",
        "Renvoie x + 2",
        6,
        "master.py:12: the docstring of plus_one: numbers",
    ),
    "docstring_in_one_language": (
        "master.py",
        "\nEn français :\n\nAjouter.\n",
        "",
        6,
        "master.py:1: the module's docstring",
    ),
    "check_breaks": (
        "checks/test_public.py",
        "submission.plus_one(1),",
        "submission.plus_one(1) + 0,",
        11,
        "adds breaks",
    ),
    "left_over": (
        "master.py",
        "# %% setup",
        "# %% setup\n# FILL IN: imports",
        9,
        "master.py:9: FILL IN: imports",
    ),
    "markers": ("master.py", "    # END SOLUTION\n", "", 1, "without # END SOLUTION"),
}


@pytest.mark.parametrize(("name", "old", "new", "rule", "problem"), BREAKS.values(), ids=BREAKS)
def test_what_breaks_a_rule_is_found(folder, name, old, new, rule, problem):
    path = folder / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))

    found = proved(folder)

    assert any(number == rule and problem in text for number, text in found), found


def test_a_check_no_sample_fails_is_found(folder):
    (folder / "samples/q1.py").unlink()

    ((rule, problem),) = proved(folder)

    assert rule == 5
    assert 'no wrong sample fails "adds". Add one to samples/q1.py.' in problem


def test_an_unknown_file_is_found(folder):
    (folder / "notes.txt").write_text("x")

    ((rule, problem),) = proved(folder)

    assert rule == 9
    assert "notes.txt" in problem


def test_an_error_inside_a_rule_is_a_finding_of_that_rule(folder):
    """A statement that cannot be read stops the bundle, and rule 7 with it; the others are still asked."""
    (folder / "statement.fr.md").unlink()

    found = findings(Evidence(load_assignment(folder), folder.parent), [6, 7, 9])

    assert [each.rule for each in found] == [6, 7]


def test_nothing_is_built_from_a_master_that_cannot_be_read(folder):
    (folder / "master.py").write_text("def")

    found = list(findings(Evidence(load_assignment(folder), folder.parent), RULES.keys() - {12}))

    assert [each.rule for each in found] == [1]


def test_lines_of_the_solution_in_a_hint_are_found(folder):
    lines = ["the_number_itself = x * 3 - 2 * x + 0", "the_number_after_it = the_number_itself + 1"]
    master, hints = folder / "master.py", folder / "hints.en.md"
    master.write_text(
        master.read_text().replace(
            "    return x + 1\n", f"    {lines[0]}\n    {lines[1]}\n    return the_number_after_it\n"
        )
    )
    hints.write_text(
        hints.read_text().replace("- c\n", f"- c\n\n  ```python\n  {lines[0]}\n  {lines[1]}\n  ```\n")
    )

    found = list(findings(Evidence(load_assignment(folder), folder.parent), [7]))

    assert any("hints.en.md: holds 2 lines of the solution" in str(each.problem) for each in found), found


def test_a_tree_that_was_not_built_is_found(folder):
    found = [str(each.problem) for each in findings(Evidence(load_assignment(folder), folder.parent), [8])]

    assert [each.split(" is not there")[0].split("/")[-2] for each in found] == [
        "student_template",
        "solutions",
    ]


def test_the_rules_are_those_of_the_documents_in_its_words_and_order():
    text = (ROOT / "docs/teachers/verify.md").read_text(encoding="utf-8")
    section = text.split("## The rules")[1].split("\n## ")[0]
    written = re.findall(r"^(\d+)\. (.+)[;.]$", section, re.M)

    assert [(str(each.number), each.sentence) for each in RULES.values()] == written


def test_the_skeleton_of_a_new_assignment_names_what_to_fill_in(tmp_path):
    from autograder.release.skeleton import skeleton

    folder = tmp_path / "14_topic"
    for name, text in skeleton(14, "topic").items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    left = list(left_to_fill_in(folder))

    assert load_assignment(folder).maximum == 3
    assert {path.name for path, _, _ in left} >= {
        "assignment.toml",
        "master.py",
        "statement.fr.md",
        "hints.en.md",
    }


def test_a_skeleton_with_everything_filled_in_is_proved(tmp_path):
    from autograder.release.skeleton import skeleton

    (tmp_path / "course.toml").write_text('title = { en = "C", fr = "C" }\n')
    for name, text in skeleton(14, "topic").items():
        path = tmp_path / "14_topic" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(re.sub("FILL IN(: )?|À COMPLÉTER(\u00a0: )?", "", text), encoding="utf-8")

    assert proved(tmp_path / "14_topic") == []


def test_a_threshold_that_quotes_what_was_not_measured_is_found(folder):
    (folder / "measure.py").write_text("")
    assert [each for each in proved(folder, rules={12}) if "no check quotes a figure" in each[1]]
    (folder / "measured.json").write_text('{"figures": {}}')
    public = folder / "checks/test_public.py"
    public.write_text("# - untrained: lowest 0.691, median 0.695, 10 seeds\n" + public.read_text())
    ((rule, problem),) = proved(folder, rules={12})
    assert rule == 12 and '"untrained" is not in measured.json' in problem


def test_what_students_cannot_read_is_found_with_file_and_line(folder):
    for name, text in {
        "statement.en.md": "# T\n\n## q1 T\n\n```python run\nx = 1\nplus_one(1\n```\n",
        "hints.fr.md": "## q1 plus_one\n- a\n- b\n- a\n",
    }.items():
        (folder / name).write_text(text)
    master = folder / "master.py"
    master.write_text(master.read_text().replace("Return x + 1.", "Return x + 1" + ", and so on" * 10 + "."))

    problems = [problem.removeprefix(f"{folder}/") for _, problem in proved(folder, rules={13})]

    assert problems[0].startswith("hints.fr.md: plus_one has the same hint twice")
    assert problems[1].startswith("statement.en.md:7: this cell is not Python")
    assert problems[2].startswith("master.py:12: a docstring's line has more than 100 columns")


def test_every_place_to_fill_in_is_shown_however_many(folder):
    (folder / "statement.en.md").write_text("# T\n\n## q1 T\n\n" + "FILL IN: a line\n" * 30)
    lines = run.lines(proof(folder, rules={9}), "proved", "en")
    assert "\n".join(lines).count("FILL IN: a line") == 30


@pytest.mark.parametrize("number", RULES)
def test_a_rule_is_called_in_english_as_where_it_is_written(number):
    assert sentence(f"verify.rule_{number}", "en") == RULES[number].sentence


@pytest.mark.parametrize(("tags", "expected"), [("", ["adds"]), ("[adds] ", [])])
def test_where_the_course_asks_for_it_every_public_check_has_a_hint_that_fits(folder, tags, expected):
    (folder.parent / "course.toml").write_text('title = { en = "C", fr = "C" }\noutline = true\n')
    for language in ("en", "fr"):
        (folder / f"hints.{language}.md").write_text(f"## q1 plus_one\n- a\n- {tags}b\n- c\n")

    problems = [problem for _, problem in proved(folder, rules={15}) if "hints." in problem]

    assert [problem.partition("fits the public check ")[2].split('"')[1] for problem in problems] == expected


def test_a_sentence_of_a_check_in_one_of_two_languages_breaks_the_rule_of_languages(folder):
    path = folder / "checks/test_public.py"
    path.write_text(path.read_text() + '    expect.that(True, en="Wrong.")\n')
    ((rule, problem),) = proved(folder, rules={6})
    assert (
        rule == 6
        and f"test_public.py:{len(path.read_text().splitlines())}: " in problem
        and "in French" in problem
    )
