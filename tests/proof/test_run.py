"""Running the proof: answers over a pool, one proof an assignment, a line for each."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.base.errors import MachineError
from autograder.base.verdict import Result
from autograder.course.load import load_course
from autograder.proof import run
from autograder.proof.answers import NONSENSE, known_answers
from autograder.proof.kept_verdicts import KeptVerdicts
from autograder.proof.rules import Finding
from autograder.proof.run import Proof, Scope, as_json, prove
from tests.proof.conftest import grade, proof


def test_every_known_answer_is_graded_and_counted(folder):
    """Master, stub, empty file, two samples, ten answers of nonsense; one check each, a second each."""
    found = proof(folder)

    assert (found.answers, found.verdicts, found.seconds) == (15, 15, 15.0)
    assert len(NONSENSE) == 10


def test_a_judge_that_dies_is_a_finding_about_each_answer(folder):
    def dies(answer):
        raise RuntimeError("gone")

    found = proof(folder, dies)

    assert [str(each.problem) for each in found.findings if each.rule == 1] == [
        "master: the judge failed: RuntimeError('gone')"
    ]
    assert {each.rule for each in found.findings} == {1, 2, 3, 4, 11}


def test_a_check_without_a_verdict_is_a_finding(folder):
    found = proof(folder, lambda answer: Result(answer.assignment.id, ()))

    assert "master: got no verdict from adds" in [str(each.problem) for each in found.findings]


def test_findings_come_in_the_order_of_the_rules(folder):
    (folder / "notes.txt").write_text("x")
    path = folder / "samples/q1.py"
    path.write_text(path.read_text().replace("x + 2", "x + 1"))

    rules = [each.rule for each in proof(folder).findings]

    assert rules == sorted(rules) and {4, 9} <= set(rules)


def test_progress_ends_with_all_answers(folder):
    seen = []

    proof(folder, progress=lambda done, total: seen.append((done, total)))

    assert seen[0] == (0, 15) and seen[-1] == (15, 15)


def test_a_master_that_cannot_be_read_grades_nothing(folder):
    (folder / "master.py").write_text("def")

    found = proof(folder)

    assert found.answers == 0 and [each.rule for each in found.findings] == [1]


def test_the_judge_itself_gives_the_master_its_verdicts(light):
    answer = known_answers(light)[0]

    result = run.grade(None, answer)

    assert all(each.passed for each in result.verdicts) and len(result.verdicts) == len(light.rubric)


def test_a_broken_assignment_is_printed_rule_by_rule_with_the_rest_counted():
    findings = tuple(Finding("01_add", 4, f"problem {number}") for number in range(10))

    lines = list(run.lines(Proof("01_add", findings, 15, 15, 1.0), "proved", "en"))

    assert lines[0].split()[:2] == ["01_add", "BROKEN"]
    assert lines[1] == "  rule 4: every wrong sample fails exactly the checks it declares"
    assert lines[-1] == "    … and 2 more" and len(lines) == 11


def test_json_has_every_finding(folder):
    (data,) = as_json([proof(folder, lambda answer: grade(answer))])

    assert data["assignment"] == "01_add" and data["findings"] == ()


def test_what_the_machine_lacks_is_said_once(folder):
    def lacks(answer):
        raise MachineError("no bubblewrap. Install it.")

    with pytest.raises(MachineError, match="Install it"):
        proof(folder, lacks)


def test_what_was_graded_when_the_proof_is_stopped_is_kept_also_where_nobody_looked_at_it_yet(
    folder, tmp_path
):
    """Rules take their time, and meanwhile answers are graded: here all 15, when the first is looked at."""
    course, graded = load_course(folder.parent), []

    def counted(answer):
        graded.append(answer.name)
        return grade(answer)

    def stopped(done, total):
        while len(graded) < total:
            time.sleep(0.01)
        if done:
            raise KeyboardInterrupt

    kept = KeptVerdicts(tmp_path / "cache")
    with ThreadPoolExecutor(1) as workers, pytest.raises(KeyboardInterrupt):
        list(prove(course, course.assignments, counted, workers, Scope({1}), kept=kept, progress=stopped))
    counts = []
    with ThreadPoolExecutor(1) as workers:
        list(
            prove(
                course,
                course.assignments,
                counted,
                workers,
                Scope({1}),
                kept=kept,
                planned=lambda each: counts.append(each),
            )
        )
    assert counts[0]["01_add"] <= 1, "one may have just ended"
