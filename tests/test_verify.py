"""The rules of the proof, on a small assignment and a grader that really runs the code (in this process)."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.course.load import load_assignment, load_course
from autograder.verdict import Outcome, Reason, Result, Verdict
from autograder.verify import Finding, left_to_fill_in, verify

TOML = """\
title = { en = "Add", fr = "Ajouter" }

[[questions]]
id = "q1"
title = { en = "One", fr = "Un" }
functions = ["plus_one"]

[[questions.checks]]
id = "adds"
title = { en = "Adds.", fr = "Ajoute." }
points = 1
"""
MASTER = '''"""Add."""

# %% setup

# %% q1
def plus_one(x):
    """Return x + 1."""
    # BEGIN SOLUTION
    return x + 1
    # END SOLUTION
'''
STATEMENT = "# T\n\n## q1 T\n\nCall `plus_one(1)`.\n"
HINTS = "## q1 plus_one\n- a\n- b\n- c\n"
FILES = {
    "assignment.toml": TOML,
    "master.py": MASTER,
    "statement.en.md": STATEMENT,
    "statement.fr.md": STATEMENT,
    "hints.en.md": HINTS,
    "hints.fr.md": HINTS,
    "checks/test_public.py": "from autograder import expect\n\n\ndef test_adds(submission):\n    expect.close(submission.plus_one(1), 2)\n",
    "samples/samples.toml": '[accepted.swapped]\nabout = "1 + x"\n[wrong.two]\nabout = "adds two"\nfails = ["adds"]\n',
    "samples/accepted/swapped.py": "def plus_one(x):\n    return 1 + x\n",
    "samples/wrong/two.py": "def plus_one(x):\n    return x + 2\n",
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "course.toml").write_text('title = { en = "C", fr = "C" }\n')
    for name, text in FILES.items():
        path = tmp_path / "01_add" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "01_add"


class _Answers:
    def __init__(self, names):
        self.__dict__.update(names)


def grade(case):
    """Return verdicts from running answer and checks here: the judge has its own tests."""
    answer, verdicts = {}, []
    exec(case.source, answer)
    for check in case.assignment.rubric:
        if case.checks is not None and check.id not in case.checks:
            continue
        checks = {}
        exec(check.path.read_text(), checks)
        try:
            checks[check.function](_Answers(answer))
        except (AssertionError, AttributeError, NotImplementedError):
            verdicts.append(Verdict(check.id, Outcome.FAIL, Reason.WRONG))
        except Exception as error:
            verdicts.append(Verdict(check.id, Outcome.JUDGE_ERROR, Reason.JUDGE, detail=repr(error)))
        else:
            verdicts.append(Verdict(check.id, Outcome.PASS))
    return Result(case.assignment.id, tuple(verdicts))


def findings(folder, **options):
    course = load_course(folder.parent)
    with ThreadPoolExecutor(1) as pool:
        (proof,) = verify(course, course.assignments, grade, pool, **options)
    return [(finding.rule, finding.problem) for finding in proof.findings]


def test_an_assignment_that_is_all_right_has_no_findings(folder):
    assert findings(folder) == []


BREAKS = {
    "master_fails": ("checks/test_public.py", ", 2)", ", 3)", 1, "master: fails adds, which it must pass"),
    "stub_passes": (
        "checks/test_public.py",
        "expect.close(submission.plus_one(1), 2)",
        "pass",
        2,
        "stub: passes adds",
    ),
    "accepted_fails": ("samples/accepted/swapped.py", "1 + x", "3 + x", 3, "accepted/swapped: fails adds"),
    "wrong_passes": (
        "samples/wrong/two.py",
        "x + 2",
        "x + 1",
        4,
        "wrong/two: passes adds, which it must fail",
    ),
    "hints_missing": ("hints.fr.md", "- c\n", "", 6, "hints.fr.md"),
    "statement_differs": ("statement.fr.md", "plus_one(1)", "plus_one(2)", 6, "code spans differ"),
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
        "master.py:4: FILL IN: imports",
    ),
    "markers": ("master.py", "    # END SOLUTION\n", "", 1, "without # END SOLUTION"),
}


@pytest.mark.parametrize(("name", "old", "new", "rule", "problem"), BREAKS.values(), ids=BREAKS)
def test_what_breaks_a_rule_is_found(folder, name, old, new, rule, problem):
    path = folder / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))

    found = findings(folder)

    assert any(number == rule and problem in text for number, text in found), found


def test_a_check_no_sample_fails_is_found(folder):
    (folder / "samples/samples.toml").write_text('[accepted.swapped]\nabout = "x"\n')
    (folder / "samples/wrong/two.py").unlink()

    assert [rule for rule, _ in findings(folder)] == [5]


def test_an_unknown_file_is_found(folder):
    (folder / "notes.txt").write_text("x")

    ((rule, problem),) = findings(folder)

    assert rule == 9
    assert "notes.txt" in problem


def test_further_rules_are_asked_and_their_errors_told(folder):
    def extra(assignment):
        yield Finding(assignment.id, 7, "leaks")

    assert findings(folder, extra=[extra]) == [(7, "leaks")]


def test_a_judge_that_dies_is_a_finding(folder):
    def dies(case):
        raise RuntimeError("gone")

    course = load_course(folder.parent)
    with ThreadPoolExecutor(1) as pool:
        (proof,) = verify(course, course.assignments, dies, pool)

    assert all("the judge failed" in finding.problem for finding in proof.findings)


def test_the_skeleton_of_a_new_assignment_names_what_to_fill_in(tmp_path):
    from autograder.course.skeleton import skeleton

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
    from autograder.course.skeleton import skeleton

    (tmp_path / "course.toml").write_text('title = { en = "C", fr = "C" }\n')
    for name, text in skeleton(14, "topic").items():
        path = tmp_path / "14_topic" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("FILL IN: ", "").replace("FILL IN", ""), encoding="utf-8")

    assert findings(tmp_path / "14_topic") == []
