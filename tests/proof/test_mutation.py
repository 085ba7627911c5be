"""Mutants graded: who is caught, who survives, what is kept for the next run. The grader runs the code in this process."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.base.verdict import Message, Outcome, Reason, Verdict
from autograder.course.load import load_course
from autograder.proof import mutation
from autograder.proof.mutation import Found
from tests.proof.conftest import grade
from tests.proof.test_mutants import MARK


@pytest.fixture
def graded(monkeypatch):
    """Let mutants be graded here, and return the list of those that were."""
    asked = []

    def found(sandbox, mutant, order):
        asked.append(mutant.name)
        for verdict in grade(mutant).verdicts:
            if (
                verdict.outcome is Outcome.JUDGE_ERROR and "TypeError" not in verdict.detail
            ):  # the answer's own
                return Found(broke=verdict.check)
            if not verdict.passed:
                return Found(caught_by=verdict.check)
        return Found()

    monkeypatch.setattr(mutation, "pool", lambda jobs: ThreadPoolExecutor(1))
    monkeypatch.setattr(mutation, "_order", lambda sandbox, master: ("adds",))
    monkeypatch.setattr(mutation, "_found", found)
    return asked


def run(folder, cache):
    (found,) = mutation.run(load_course(folder.parent).assignments, quiet=True, cache=cache)
    return found


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_check_that_looks_catches_every_mutant(folder, graded, tmp_path):
    found = run(folder, tmp_path / "cache")

    assert found.survivors == ()
    assert found.caught == found.total == len(graded) > 3
    assert found.share == 1


def test_a_mutant_that_no_check_fails_is_told_with_its_line_and_its_diff(folder, graded, tmp_path):
    edit(
        folder / "checks/test_public.py", "expect.close(submission.plus_one(1), 2)", "submission.plus_one(1)"
    )
    lines = list(run(folder, tmp_path / "cache").lines())

    place = 1 + (folder / "master.py").read_text().splitlines().index("    return x + 1")
    at = lines.index(f"  master.py:{place}: ReplaceBinaryOperator_Add_Sub in plus_one: no check fails")
    assert lines[at + 1 : at + 3] == ["    - return x + 1", "    + return x - 1"]


def test_a_mutant_that_breaks_a_check_is_not_caught(folder, graded, tmp_path):
    edit(
        folder / "checks/test_public.py",
        "expect.close(submission.plus_one(1), 2)",
        "1 / submission.plus_one(0)",
    )

    assert {each.broke for each in run(folder, tmp_path / "cache").survivors} >= {"adds"}


def test_a_marked_equivalent_is_not_graded_and_does_not_count(folder, graded, tmp_path):
    (folder / "equivalent.toml").write_text(MARK)
    found = run(folder, tmp_path / "cache")

    assert found.equivalent == 1
    assert found.caught == found.total - 1
    assert found.share == 1
    assert found.stale == ()


def test_a_mark_that_matches_no_mutant_any_more_is_told(folder, graded, tmp_path):
    (folder / "equivalent.toml").write_text(MARK.replace("return x - 1", "return x * 1"))

    assert any("no mutant is this one any more" in line for line in run(folder, tmp_path / "cache").lines())


def test_what_was_found_is_kept_until_a_check_changes(folder, graded, tmp_path):
    first = run(folder, tmp_path / "cache")
    asked = len(graded)

    assert run(folder, tmp_path / "cache") == first
    assert len(graded) == asked
    edit(folder / "checks/test_public.py", ", 2)", ", 2.0)")
    run(folder, tmp_path / "cache")
    assert len(graded) == 2 * asked


def test_a_mutant_that_was_caught_is_graded_again_only_where_the_check_that_caught_it_changes(
    folder, graded, tmp_path, monkeypatch
):
    versions = {"adds": "1", "other": "1"}
    monkeypatch.setattr(mutation, "_versions", lambda assignment: versions)
    first = run(folder, tmp_path / "cache")
    asked = len(graded)

    versions["other"] = "2"
    assert run(folder, tmp_path / "cache") == first
    assert len(graded) == asked
    versions["adds"] = "2"
    run(folder, tmp_path / "cache")
    assert len(graded) == 2 * asked


def test_a_mutant_that_survived_is_graded_again_where_any_check_changes(
    folder, graded, tmp_path, monkeypatch
):
    edit(
        folder / "checks/test_public.py", "expect.close(submission.plus_one(1), 2)", "submission.plus_one(1)"
    )
    versions = {"adds": "1", "other": "1"}
    monkeypatch.setattr(mutation, "_versions", lambda assignment: versions)
    survived = len(run(folder, tmp_path / "cache").survivors)
    asked = len(graded)

    versions["other"] = "2"
    run(folder, tmp_path / "cache")
    assert len(graded) == asked + survived > asked


def test_a_run_that_was_stopped_goes_on_where_it_was(folder, graded, tmp_path, monkeypatch):
    first = mutation._found

    def stopping(sandbox, mutant, order):
        if len(graded) == 3:
            raise KeyboardInterrupt
        return first(sandbox, mutant, order)

    monkeypatch.setattr(mutation, "_found", stopping)
    with pytest.raises(KeyboardInterrupt):
        run(folder, tmp_path / "cache")
    monkeypatch.setattr(mutation, "_found", first)

    found = run(folder, tmp_path / "cache")
    assert len(graded) == found.total


def test_the_counts_lie_beside_the_assignment(folder, graded, tmp_path):
    found = run(folder, tmp_path / "cache")

    assert json.loads((folder / "mutants.json").read_text()) == {
        "mutants": found.total,
        "equivalent": 0,
        "caught": found.total,
    }


def test_a_mutant_survived_only_where_every_check_let_it_pass():
    passed, failed = Verdict("quick", Outcome.PASS), Verdict("slow", Outcome.FAIL, Reason.WRONG)
    starved = Verdict("slow", Outcome.JUDGE_ERROR, Reason.BUSY)
    wanted = ("quick", "slow")

    assert mutation._outcome([passed, failed], wanted) == Found(caught_by="slow")
    assert mutation._outcome([passed, Verdict("slow", Outcome.PASS)], wanted) == Found()
    assert mutation._outcome([passed, starved], wanted) == Found(broke="slow")
    assert mutation._outcome([passed], wanted) == Found(broke="slow")  # nothing was said of the other


@pytest.mark.parametrize(
    ("verdict", "kept"),
    [
        (Verdict("c", Outcome.FAIL, Reason.WRONG), True),
        (Verdict("c", Outcome.FAIL, Reason.TIME, Message("worker.time")), True),
        (Verdict("c", Outcome.FAIL, Reason.MEMORY), False),
        (Verdict("c", Outcome.FAIL, Reason.CRASH), False),
        (Verdict("c", Outcome.NOT_RUN, Reason.TIME, Message("worker.total_late")), False),
    ],
)
def test_what_a_busy_machine_may_have_caught_is_found_again(tmp_path, verdict, kept):
    found, cache = mutation._outcome([verdict], ["c"]), mutation._Cache(tmp_path)
    cache.put("abc", mutation._Kept(found, "1"))

    assert found.caught_by == "c"
    assert (cache.get("abc") is not None) is kept
