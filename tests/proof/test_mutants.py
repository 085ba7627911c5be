"""What is changed in a master, where it is said to be, and how an equivalent mutant is known again."""

import pytest

from autograder.base.errors import ContentError
from autograder.course.load import load_course, unknown_files
from autograder.course.samples import PROPOSED
from autograder.proof.mutants import Equivalent, answer, equivalents, mark, mutants, proposed
from autograder.proof.rules import Evidence, findings

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


def test_a_mark_that_is_proposed_marks_its_mutant(folder):
    made = mutants(assignment(folder))
    for mutant in made:
        (folder / "equivalent.toml").write_text(mark(mutant))
        (found,) = equivalents(assignment(folder))
        assert found.marks(mutant) and found.reason == "…"


def test_proposed_samples_hold_the_code_alone(folder):
    master = folder / "master.py"
    master.write_text(
        master.read_text()
        .replace("def plus_one", "@functools.cache\ndef plus_one")
        .replace("# %% setup\n", "# %% setup\nimport functools\n")
    )
    made = assignment(folder)
    (first, *_) = mutants(made)
    cell = proposed(made, [first]).splitlines()
    assert cell[2:4] == ["@functools.cache", "def plus_one(x):"]
    assert not [
        line for line in cell if "SOLUTION" in line or '"""' in line or "Renvoie" in line or "Return" in line
    ]


def test_proposed_samples_stop_nothing_and_are_told_until_they_are_moved(folder):
    made = assignment(folder)
    (folder / PROPOSED).write_text(proposed(made, mutants(made)[:2]))

    assert [each.name for each in assignment(folder).samples] == [each.name for each in made.samples]
    found = [str(each.problem) for each in findings(Evidence(assignment(folder), folder.parent), [9])]
    assert len(found) == 3 and "are not graded yet" in found[-1]
    assert all("proposed.py" in each for each in found)
