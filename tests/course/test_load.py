"""Reading an assignment: what comes back, and how each mistake is told."""

import pytest

from autograder.base.errors import ContentError, UsageError
from autograder.course.load import graded_functions, load_assignment, load_course, unknown_files


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

    assert (sample.name, sample.kind) == ("no_clip", "wrong")
    assert sample.fails == {"clipped"}


def test_a_folder_called_samples_in_a_students_assignment_is_the_students(folder):
    (folder / "master.py").unlink()
    (folder / "samples/essai.py").write_text("not ours, nor (Python")

    assert load_assignment(folder).samples == ()


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
        _ = load_assignment(folder).master


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
    (folder / "samples/deep").mkdir()
    (folder / "samples/deep/q1.py").write_text("")
    (folder / "samples/samples.toml").write_text("")

    assert [path.name for path in unknown_files(folder)] == ["notes.txt", "q1.py", "samples.toml"]


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


def test_a_manual_question_has_points_of_its_own_criteria_and_a_model_answer(manual_folder):
    assignment = load_assignment(manual_folder)

    assert assignment.maximum == 5
    assert (assignment.functions, assignment.answers) == (
        {"add_noise": "q1"},
        {"add_noise": "q1", "answer_q2": "q2"},
    )
    manual = assignment.manual["q2"]
    assert (manual.points, manual.model["fr"]) == (2, "Les bords.")
    assert [manual.earned(met) for met in (["edges"], ["edges", "nothing"], ["nothing"], [])] == [2, 1, 0, 0]


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("points = 2\n\n[questions.model]", "\n[questions.model]", "a manual question says its points"),
        ("manual = true\n", "", "belong to manual questions"),
        ("manual = true\n", 'manual = true\nfunctions = ["f"]\n', "has no functions and no checks"),
        ('id = "nothing"', 'id = "edges"', 'criterion "edges" stands twice'),
    ],
)
def test_a_manual_question_that_is_half_a_machines_is_refused(manual_folder, before, after, problem):
    path = manual_folder / "assignment.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")

    with pytest.raises(ContentError, match=problem):
        load_assignment(manual_folder)


def test_a_question_without_checks_that_no_person_marks_is_refused(rewrite, folder):
    rewrite("assignment.toml", 'functions = ["add_noise"]\n', "")

    with pytest.raises(ContentError, match="expected functions and checks, or manual = true"):
        load_assignment(folder)


def test_graded_functions_are_those_of_every_assignment_that_can_be_read(tmp_path):
    for name, text in (
        ("01_a", '[[questions]]\nfunctions = ["f", "g"]\n[[questions]]\npoints = 3\n'),
        ("02_b", "questions = [[["),
        ("notes", '[[questions]]\nfunctions = ["h"]\n'),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "assignment.toml").write_text(text, encoding="utf-8")
    assert graded_functions(tmp_path) == {"01_a": ("f", "g")}
