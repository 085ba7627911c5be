"""Copies: found through renaming, not between answers of one's own."""

import itertools
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.base.errors import HandInError
from autograder.base.verdict import Result
from autograder.course.load import load_assignment
from autograder.course.master import SOLUTION, STUDENT
from autograder.gradebook.review import comparison, copies
from autograder.gradebook.review.copies import LEAST_TOKENS, THRESHOLD, pairs
from autograder.gradebook.review.fingerprints import compare_files, fingerprints
from autograder.gradebook.roster import Student
from autograder.gradebook.score import score
from autograder.gradebook.standings import Standing
from autograder.gradebook.store import Graded, Store
from autograder.proof import answers

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def noise():
    return load_assignment(ROOT / "assignments/02_noise")


def _print(assignment, source):
    return fingerprints((("a.py", source.encode()),), None, assignment.master.view(STUDENT))[0]


def test_a_copy_with_other_names_and_comments_is_found(noise):
    answer = noise.master.view(SOLUTION)
    copied = "# mine\n" + answer.replace("images", "pictures").replace("noise", "bruit")

    (pair,) = pairs([_print(noise, answer), _print(noise, copied)], ["a", "b"])

    assert (pair.first, pair.second) == (0, 1)
    assert pair.similarity > 0.9


def test_two_attempts_of_one_student_are_no_copy(noise):
    mark = _print(noise, noise.master.view(SOLUTION))

    assert pairs([mark, mark], ["a", "a"]) == []


def test_what_everybody_was_given_is_left_out(noise):
    stub = _print(noise, noise.master.view(STUDENT))

    assert pairs([stub, stub], ["a", "b"]) == []


def test_a_hand_in_that_cannot_be_read_stops_nothing(noise):
    mark = _print(noise, noise.master.view(SOLUTION))

    assert len(pairs([None, mark, mark], ["a", "b", "c"])) == 1


def test_a_text_is_cut_at_the_ends_of_its_spans():
    assert comparison.passages("abcdef", [(1, 3), (2, 4)]) == [
        ("a", False),
        ("bc", True),
        ("d", True),
        ("ef", False),
    ]


def test_between_shared_passages_only_the_lines_next_to_them_stay():
    middle = "".join(f"line {number}\n" for number in range(40))
    text = f"shared\n{middle}shared too\n"

    pieces = comparison.passages(text, [(0, 7), (len(text) - 11, len(text))])
    assert [shared for _, shared in pieces] == [True, False, True]
    assert pieces[1][0].split("\n") == [
        *(f"line {n}" for n in range(4)),
        "⋯",
        "line 37",
        "line 38",
        "line 39",
        "",
    ]


@pytest.mark.parametrize("kept", ["folder", "results"])
def test_a_copy_of_an_earlier_year_is_found_and_earlier_years_among_themselves_are_not(noise, tmp_path, kept):
    answer = noise.master.view(SOLUTION)
    earlier = tmp_path / "2025"
    if kept == "results":
        store = Store(earlier)
        for number in (1, 2):
            store.add(Student(str(number), "Old"), noise.id, [("tp.py", answer.encode() + b"#" * number)])
    else:
        for number in (1, 2):
            path = earlier / f"group {number}" / "tp.py"
            path.parent.mkdir(parents=True)
            path.write_text(answer + "#" * number, encoding="utf-8")
    attempt, _ = Store(tmp_path / "now").add(Student("9", "Zoé"), noise.id, [("tp.py", answer.encode())])
    scored = score(noise, Result(noise.id, ()))
    mine = Standing(attempt.student, noise, attempt, Graded(Result(noise.id, ())), scored)

    found = comparison.copies(noise, [mine], comparison.earlier_hand_ins([earlier], noise.id)).pairs

    assert len(found) == 2  # one with each of the two old ones, none between these
    assert {pair["sides"][0]["name"] for pair in found} == {"Zoé"}
    assert all(pair["sides"][1]["name"].startswith("2025: ") for pair in found)
    assert all(pair["sides"][1]["link"] == "" for pair in found)


def test_those_whom_pairs_link_are_a_group_and_no_pair_goes_uncounted(noise, tmp_path, monkeypatch):
    monkeypatch.setattr(comparison, "_MOST", 2)
    answer, store = noise.master.view(SOLUTION), Store(tmp_path)
    standings = []
    for number, name in enumerate(("Ann", "Bob", "Cid"), start=1):
        attempt, _ = store.add(
            Student(str(number), name), noise.id, [("tp.py", answer.encode() + b"#" * number)]
        )
        scored = score(noise, Result(noise.id, ()))
        standings.append(Standing(attempt.student, noise, attempt, Graded(Result(noise.id, ())), scored))

    found = comparison.copies(noise, standings)

    assert (len(found.pairs), found.total) == (2, 3)
    assert [[name for name, _ in group] for group in found.groups] == [["Ann", "Bob", "Cid"]]


def test_a_group_is_no_copy_of_itself_and_homonyms_have_their_numbers(noise, tmp_path):
    answer, store = noise.master.view(SOLUTION), Store(tmp_path)
    standings = []
    for number, group in ((1, "A-"), (2, "A-"), (3, "B-")):
        attempt, _ = store.add(
            Student(str(number), "Ann Lee"),
            noise.id,
            [("tp.py", answer.encode())],
            delivered=f"{group}Ann Lee_{number}_assignsubmission_file_",
        )
        scored = score(noise, Result(noise.id, ()))
        standings.append(Standing(attempt.student, noise, attempt, Graded(Result(noise.id, ())), scored))

    found = comparison.copies(noise, standings)

    named = [{side["name"] for side in pair["sides"]} for pair in found.pairs]
    assert named == [{"Ann Lee (1)", "Ann Lee (3)"}, {"Ann Lee (2)", "Ann Lee (3)"}]


def test_fingerprints_need_no_matplotlib_which_wants_a_folder_to_write_in():
    code = "import sys, autograder.gradebook.review.fingerprints; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_what_is_shared_is_what_copydetect_says(noise):
    """Another implementation: copydetect's own, asked of all pairs of samples."""
    texts = [answers.of_sample(noise, each, full=True).hand_in()[1].decode() for each in noise.samples[:15]]
    prints = [_print(noise, text) for text in [*texts, texts[3].replace("images", "pictures"), ""]]
    expected = {}
    for first, second in itertools.combinations(range(len(prints)), 2):
        tokens, similarities, _ = compare_files(*map(copies._fingerprint, (prints[first], prints[second])))
        if max(similarities) >= THRESHOLD and tokens >= LEAST_TOKENS:
            expected[first, second] = (int(tokens), min(1.0, float(max(similarities))))

    found = pairs(prints, list(map(str, range(len(prints)))))

    assert expected
    assert {(each.first, each.second): (each.tokens, each.similarity) for each in found} == expected


def test_a_hand_in_that_stops_its_process_costs_nobody_else_anything(noise, tmp_path, monkeypatch):
    asked = []

    def apart(function, files, assignment, stub):
        asked.append(len(files))
        if any(b"deadly" in data for _, data in files):
            raise HandInError("handin.kills_reader")
        return function(files, assignment, stub)

    monkeypatch.setattr(comparison, "apart", apart)
    answer, store, standings = noise.master.view(SOLUTION), Store(tmp_path), []
    for number, text in enumerate(("# of one", "# of another", "# deadly")):
        attempt, _ = store.add(
            Student(str(number), f"S{number}"), noise.id, [("tp.py", (answer + text).encode())]
        )
        scored = score(noise, Result(noise.id, ()))
        standings.append(Standing(attempt.student, noise, attempt, Graded(Result(noise.id, ())), scored))

    assert comparison.copies(noise, standings).total == 1
    assert asked == [3, 1, 1, 1]
    assert comparison.copies(noise, standings).total == 1 and len(asked) == 4
