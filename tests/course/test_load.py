"""Reading an assignment: what comes back, and how each mistake is told."""

import pytest

from autograder.course.load import Lines, load_assignment, load_course, load_master, unknown_files
from autograder.errors import ContentError, UsageError


def test_an_assignment_has_its_questions_checks_and_points(folder):
    assignment = load_assignment(folder)

    assert assignment.id == "02_noise"
    assert assignment.number == 2
    assert [check.id for check in assignment.rubric] == ["clipped", "seeded"]
    assert [check.public for check in assignment.rubric] == [True, False]
    assert assignment.maximum == 3
    assert assignment.functions == {"add_noise": "q1"}


def test_a_check_knows_the_file_and_line_of_its_function(folder):
    check = load_assignment(folder).check("seeded")

    assert (check.path.name, check.line) == ("test_hidden.py", 1)


def test_samples_are_read_with_the_checks_they_fail(folder):
    (sample,) = load_assignment(folder).samples

    assert sample.name == "wrong/no_clip"
    assert sample.fails == {"clipped"}


BROKEN = {
    "no_toml": ("assignment.toml", "title = {", "title = {{", 1, "this is not TOML"),
    "no_points": (
        "assignment.toml",
        "points = 1\n",
        "",
        8,
        'questions.q1.checks.clipped.points is missing. Add "points = …".',
    ),
    "zero_points": (
        "assignment.toml",
        "points = 1",
        "points = 0",
        11,
        "greater than or equal to 1, received 0",
    ),
    "no_french": ("assignment.toml", '"Ajouter"', '""', 5, "questions.q1.title.fr"),
    "french_missing": ("assignment.toml", ', fr = "Ajouter"', "", 5, "this text has no French. Write it."),
    "unknown_key": ("assignment.toml", "points = 1", "points = 1\nhidden = true", 12, "unknown key"),
    "no_function": (
        "checks/test_public.py",
        "test_clipped",
        "test_other",
        9,
        'check "clipped" has no function test_clipped',
    ),
    "no_entry": ("assignment.toml", '"seeded"', '"clipped2"', 14, 'check "clipped2" has no function'),
    "twice": ("assignment.toml", '"seeded"', '"clipped"', 14, 'check "clipped" stands twice'),
    "bad_order": ("assignment.toml", '"q1"', '"q2"', 4, "expected the id q1 here, found q2"),
    "wrong_argument": (
        "checks/test_hidden.py",
        "(submission)",
        "(answer)",
        1,
        "A check takes one argument, submission.",
    ),
    "check_syntax": ("checks/test_hidden.py", "def ", "de ", 1, "this is not Python"),
    "unknown_check": (
        "samples/samples.toml",
        '"clipped"',
        '"clip"',
        3,
        'names the check "clip", which does not exist',
    ),
    "no_sample_file": (
        "samples/samples.toml",
        "no_clip",
        "no_clap",
        1,
        "has no file. Add samples/wrong/no_clap.py",
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "line", "text"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_told_with_file_and_line(folder, rewrite, name, old, new, line, text):
    rewrite(name, old, new)

    with pytest.raises(ContentError) as caught:
        load_assignment(folder)

    assert text in str(caught.value)
    assert caught.value.line == line


def test_a_check_function_without_entry_is_refused(folder, rewrite):
    rewrite(
        "checks/test_hidden.py",
        "def test_seeded",
        "def test_extra(submission):\n    pass\n\n\ndef test_seeded",
    )

    with pytest.raises(
        ContentError, match='test_extra has no entry in assignment.toml. Add a check with id = "extra"'
    ):
        load_assignment(folder)


def test_a_file_that_is_not_utf8_is_told(folder):
    (folder / "assignment.toml").write_bytes("title = 'é'".encode("latin-1"))

    with pytest.raises(ContentError, match="expected UTF-8"):
        load_assignment(folder)


def test_a_missing_master_is_told(folder):
    (folder / "master.py").unlink()

    with pytest.raises(ContentError, match=r"master.py: this file is missing"):
        load_master(load_assignment(folder))


def test_a_folder_without_a_course_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match=r"has no course.toml"):
        load_course(tmp_path)


def test_a_course_orders_its_assignments_and_finds_them_by_any_name(folder):
    (folder.parent / "course.toml").write_text(
        'title = { en = "C", fr = "C" }\n[late]\npercent_per_day = 10\n', encoding="utf-8"
    )

    course = load_course(folder.parent)

    assert course.late.percent_per_day == 10
    assert {course.assignment(name).id for name in ("02", "2", "noise", "02_noise")} == {"02_noise"}


def test_two_assignments_of_one_number_are_refused(folder):
    import shutil

    shutil.copytree(folder, folder.parent / "02_other")
    (folder.parent / "course.toml").write_text('title = { en = "C", fr = "C" }\n', encoding="utf-8")

    with pytest.raises(ContentError, match="two assignments have the number 02"):
        load_course(folder.parent)


def test_files_the_loader_does_not_know_are_listed(folder):
    (folder / "notes.txt").write_text("x")
    (folder / "samples/wrong/deep").mkdir()
    (folder / "samples/wrong/deep/x.py").write_text("")

    assert [path.name for path in unknown_files(folder)] == ["notes.txt", "x.py"]


def test_lines_count_the_tables_of_an_array():
    lines = Lines("a = 1\n[[q]]\nid = 1\n[[q.c]]\nx = 1\n[[q.c]]\nx = 2\n[[q]]\n[[q.c]]\nx = 3\n")

    assert lines.of(("q", 0, "c", 1, "x")) == 7
    assert lines.of(("q", 1, "c", 0, "x")) == 10
    assert lines.of(("q", 1, "nothing")) == 8


def test_files_that_may_replace_another_are_not_asked_for(folder, rewrite):
    listed = (
        'files = ["m.keras", "m.json", "m.weights.h5"]\n[instead]\n"m.keras" = ["m.json", "m.weights.h5"]\n\n'
    )
    rewrite("assignment.toml", "[[questions]]", listed + "[[questions]]")

    assignment = load_assignment(folder)

    assert assignment.wanted_files == ("m.keras",)
    assert assignment.instead == {"m.keras": ("m.json", "m.weights.h5")}


def test_a_replacement_that_is_not_among_the_files_is_refused(folder, rewrite):
    listed = 'files = ["m.keras"]\n[instead]\n"m.keras" = ["m.json"]\n\n'
    rewrite("assignment.toml", "[[questions]]", listed + "[[questions]]")

    with pytest.raises(ContentError, match='"m.json" is not among the files'):
        load_assignment(folder)
