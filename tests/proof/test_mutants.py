"""What is changed in a master, where it is said to be, and how an equivalent mutant is known again."""

import pytest

from autograder.base.errors import ContentError
from autograder.course.load import load_course, unknown_files
from autograder.proof.mutants import Equivalent, answer, equivalents, mutants, proposed

MARK = """
[[mutant]]
function = "plus_one"
operator = "ReplaceBinaryOperator_Add_Sub"
before = "return x + 1"
after = "return x - 1"
reason = "It is not, in truth."
"""


def assignment(folder):
    (found,) = load_course(folder.parent).assignments
    return found


def edit(folder, old, new):
    path = folder / "master.py"
    path.write_text(path.read_text().replace(old, new))


def test_the_lines_of_a_solution_region_are_mutated(folder):
    found = {each.after: each for each in mutants(assignment(folder))}

    assert {"return x - 1", "return x + 2", "return x + 0"} <= {after.replace("  ", " ") for after in found}
    assert {each.before for each in found.values()} == {"return x + 1"}


def test_a_mutant_names_its_function_and_the_line_of_the_master_as_it_stands(folder):
    lines = (folder / "master.py").read_text().splitlines()

    for each in mutants(assignment(folder)):
        assert (each.function, lines[each.line - 1].strip()) == ("plus_one", "return x + 1")


def test_what_students_are_given_is_left_alone_but_for_defaults(folder):
    edit(folder, "# %% setup\n", "# %% setup\nLIMIT = 3\n")
    edit(folder, "def plus_one(x):", "def plus_one(x, by=5):")
    changed = {each.before for each in mutants(assignment(folder))}

    assert changed == {"return x + 1", "def plus_one(x, by=5):"}


def test_a_mutant_is_the_whole_master_with_one_change(folder):
    for each in mutants(assignment(folder)):
        names = {}
        exec(each.source, names)
        assert "plus_one" in names


def test_the_checks_that_can_see_a_mutant_are_asked(folder):
    made = assignment(folder)

    assert answer(made, mutants(made)[0]).checks == {"adds"}


def test_a_mark_is_found_again_where_lines_moved(folder):
    (folder / "equivalent.toml").write_text(MARK)
    edit(folder, "# %% setup\n", "# %% setup\n# a line\n# and another\n")
    made = assignment(folder)
    (mark,) = equivalents(made)

    assert [each.after for each in mutants(made) if mark.marks(each)] == ["return x - 1"]


@pytest.mark.parametrize("field", ["function", "operator", "before", "after"])
def test_a_mark_of_another_mutant_is_none_of_this(field):
    values = {"function": "f", "operator": "o", "before": "b", "after": "a", "reason": "r"}
    from autograder.proof.mutants import Mutant

    mutant = Mutant("o", "f", 1, "b", "a", "source")
    assert Equivalent(**values).marks(mutant)
    assert not Equivalent(**{**values, field: "other"}).marks(mutant)


@pytest.mark.parametrize("text", ["[[mutant]]\nfunction = 1\n", "no toml", MARK + "more = 1\n"])
def test_marks_that_say_something_else_are_refused_with_their_file(folder, text):
    (folder / "equivalent.toml").write_text(text)

    with pytest.raises(ContentError, match=r"equivalent\.toml"):
        equivalents(assignment(folder))


def test_the_loader_knows_the_file_of_marks(folder):
    (folder / "equivalent.toml").write_text(MARK)

    assert unknown_files(folder) == ()


def test_proposed_samples_are_refused_until_the_author_completed_them(folder):
    made = assignment(folder)
    text = proposed(made, mutants(made)[:1])
    path = folder / "samples/q1.py"
    path.write_text(path.read_text() + "\n\n" + text)

    with pytest.raises(ContentError):
        _ = assignment(folder).samples
    path.write_text(path.read_text().replace("À COMPLÉTER", "adds"))
    assert [each.name for each in assignment(folder).samples][-1] == "plus_one_mutant_1"
