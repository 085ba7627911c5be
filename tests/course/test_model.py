"""The records of a course, and that what they read is read once."""

import collections
from pathlib import Path

import pytest

from autograder.base.errors import ContentError
from autograder.course import model
from autograder.course.load import load_assignment, load_course
from autograder.course.model import Translated
from autograder.release.bundle import solution_bundle, student_bundle

TINY = Path(__file__).parents[1] / "fixtures/tiny/assignments"


def test_building_every_bundle_reads_master_statements_and_hints_once(monkeypatch):
    read, count = model.read_text, collections.Counter()

    def counted(path):
        count[path.name] += 1
        return read(path)

    monkeypatch.setattr(model, "read_text", counted)
    course = load_course(TINY)
    student_bundle(course)
    solution_bundle(course)
    assert count == dict.fromkeys(
        ["master.py", "statement.fr.md", "statement.en.md", "hints.fr.md", "hints.en.md"], 1
    )


def test_a_mistake_in_a_statement_is_told_with_file_and_line_each_time(folder):
    (folder / "statement.en.md").write_text("# Noise\n\n## q9 Nothing\n")
    assignment = load_assignment(folder)
    for _ in range(2):
        with pytest.raises(ContentError, match="belongs to no question") as caught:
            assignment.statement("en")
        assert (caught.value.path.name, caught.value.line) == ("statement.en.md", 3)


def test_a_text_in_another_language_is_the_first_of_the_course():
    text = Translated(en="Noise")
    assert text["fr"] == "Noise"
    assert dict(text) == {"en": "Noise"}
