"""What a new assignment begins with, in the languages of its course."""

import pytest

from autograder.base.errors import UsageError
from autograder.course.load import load_course
from autograder.proof.rules import FILL_IN, Evidence, findings
from autograder.release.skeleton import skeleton


@pytest.fixture
def written(tmp_path):
    def write(*languages):
        titles = ", ".join(f'{each} = "C"' for each in languages)
        listed = ", ".join(f'"{each}"' for each in languages)
        (tmp_path / "course.toml").write_text(f"title = {{ {titles} }}\nlanguages = [{listed}]\n")
        for name, text in skeleton(14, "my_topic", languages).items():
            path = tmp_path / "14_my_topic" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_course(tmp_path).assignments[0]

    return write


@pytest.mark.parametrize("languages", [("en",), ("fr",), ("fr", "en"), ("de",)])
def test_nothing_but_the_filling_in_is_left_to_do(written, languages):
    assignment = written(*languages)
    assert assignment.languages == languages
    left = [
        str(each.problem) for each in findings(Evidence(assignment, assignment.folder), [1, 5, 6, 9, 14, 15])
    ]
    # The pictures are drawn once there is something to draw.
    assert (
        left
        and [each for each in left if not any(mark in each for mark in (*FILL_IN, "autograder figures 14"))]
        == []
    )
    assert {path.name for path in assignment.folder.glob("statement.*")} == {
        f"statement.{each}.md" for each in languages
    }


def test_a_course_in_french_alone_has_french_docstrings(written):
    text = written("fr").master.text
    assert "Renvoie" in text and "Return " not in text and "En français" not in text


@pytest.mark.parametrize(("number", "slug"), [(0, "topic"), (100, "topic"), (14, "My topic"), (14, "")])
def test_a_number_or_a_name_that_cannot_be_is_refused(number, slug):
    with pytest.raises(UsageError, match="received"):
        skeleton(number, slug)


@pytest.mark.parametrize(
    ("languages", "said"),
    [(("fr", "en"), "À COMPLÉTER\u00a0: le corrigé"), (("en", "fr"), "FILL IN: the reference answer")],
)
def test_what_is_to_be_filled_in_is_said_in_the_first_language_of_the_course(languages, said):
    files = skeleton(14, "my_topic", languages)
    assert f"# {said}" in files["master.py"]
    assert not any(" || " in text for text in files.values())
