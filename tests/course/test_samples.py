"""Samples in percent cells: what comes back, how each mistake is told, and that what is written is read back."""

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.base.errors import ContentError
from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
from autograder.course.load import load_assignment
from autograder.course.master import with_sample
from autograder.course.samples import in_its_file, parse_samples, rendered

ROOT = Path(__file__).parents[2]
TEXT = """\
\"\"\"Typical mistakes.\"\"\"

# %% right loops: adds the noise value by value
import numpy as np


def add_noise(images, seed):
    # a comment of the sample's own
    return np.clip(images, 0, 1)


# %% wrong no_clip: forgets to clip | fails clipped, seeded
def add_noise(images, seed):
    return images
"""


@pytest.fixture
def read(folder):
    """Return a function that reads a text as the folder's samples/q1.py."""
    assignment = load_assignment(folder)
    return lambda text, name="q1.py": parse_samples({folder / "samples" / name: text}, assignment)


def test_a_cell_says_kind_name_about_and_the_checks_it_fails(read):
    right, wrong = read(TEXT)

    assert (right.kind, right.name, right.about) == ("right", "loops", "adds the noise value by value")
    assert right.fails == frozenset()
    assert (wrong.kind, wrong.name, wrong.about) == ("wrong", "no_clip", "forgets to clip")
    assert wrong.fails == {"clipped", "seeded"}


def test_the_source_of_a_sample_is_its_cell_without_head_and_blank_lines_around(read):
    right, wrong = read(TEXT)

    assert right.source.startswith("import numpy as np\n\n\ndef add_noise")
    assert "# a comment of the sample's own\n" in right.source
    assert wrong.source == "def add_noise(images, seed):\n    return images\n"


def test_a_sample_knows_the_file_and_the_line_of_its_head(read):
    right, wrong = read(TEXT)

    assert (right.line, wrong.line) == (3, 12)
    assert wrong.place.endswith("02_noise/samples/q1.py:12")
    assert str(wrong).endswith("02_noise/samples/q1.py:12: wrong no_clip")


def test_a_head_goes_on_in_the_indented_comments_below_it(read):
    (sample,) = read(
        "# %% wrong x: forgets\n#      to clip\n#    | fails clipped,\n#      seeded\n# a remark\ny = 1\n"
    )

    assert sample.about == "forgets to clip"
    assert sample.fails == {"clipped", "seeded"}
    assert sample.source == "# a remark\ny = 1\n"


def test_the_files_of_all_questions_are_read_in_order_of_their_numbers(folder, rewrite):
    toml = (folder / "assignment.toml").read_text()
    public = (folder / "checks/test_public.py").read_text()
    for number in range(2, 11):
        toml += (
            f'[[questions]]\nid = "q{number}"\ntitle = {{ en = "x", fr = "x" }}\nfunctions = ["f{number}"]\n'
            f'[[questions.checks]]\nid = "c{number}"\ntitle = {{ en = "x", fr = "x" }}\npoints = 1\n'
        )
        public += f"\n\ndef test_c{number}(submission):\n    pass\n"
        (folder / f"samples/q{number}.py").write_text(f"# %% right s{number}: x\nf{number} = 1\n")
    (folder / "assignment.toml").write_text(toml)
    (folder / "checks/test_public.py").write_text(public)

    names = [sample.name for sample in load_assignment(folder).samples]

    assert names == ["no_clip", *(f"s{number}" for number in range(2, 11))]


def test_a_line_of_a_sample_is_told_as_a_line_of_its_file(read):
    wrong = read(TEXT)[1]
    answer = "x = 1\ny = 2\n\n"
    lines = with_sample(answer, wrong.source).split("\n")

    def told(line):
        message = Message("worker.exception_line", {"type": "E", "text": "", "line": line, "source": ""})
        verdict = Verdict("clipped", Outcome.FAIL, Reason.EXCEPTION, message)
        return in_its_file(Result("02_noise", (verdict,)), wrong, answer).verdicts[0].message.values["line"]

    assert told(lines.index("    return images") + 1) == f"{wrong.path}:14"
    assert TEXT.split("\n")[14 - 1] == "    return images"
    assert told(lines.index("y = 2") + 1) == 2


BROKEN = {
    "no_kind": ("# %% no_clip\nx = 1\n", 1, 'expected "# %% right NAME: ABOUT" or'),
    "old_kind": ("\n# %% accepted a: b\nx = 1\n", 2, 'sample a is "accepted". Expected right or wrong'),
    "no_about": ("# %% right a:\nx = 1\n", 1, 'received "# %% right a:"'),
    "odd_name": ("# %% right no-clip: b\nx = 1\n", 1, "expected"),
    "nothing": ("x = 1\n\n# %%\n", 1, "this stands above the first head"),
    "empty_head": ("# %%\nx = 1\n", 1, "expected"),
    "import_above": ("import numpy\n# %% right a: b\nx = 1\n", 1, "Move it into each cell that needs it"),
    "twice": ("# %% right a: b\nx = 1\n# %% right a: c\nx = 2\n", 3, 'a sample called "a" stands at'),
    "no_fails": ("# %% wrong a: b\nx = 1\n", 1, "the wrong sample a names no check it fails"),
    "right_fails": ("# %% right a: b | fails clipped\nx = 1\n", 1, "the right sample a fails nothing"),
    "no_check": ("# %% wrong a: b | fails clip\nx = 1\n", 1, 'the check "clip", which does not exist'),
    "comma": ("# %% wrong a: b | fails clipped,\nx = 1\n", 1, 'the check "", which does not exist'),
    "clause": ("# %% wrong a: b | fail clipped\nx = 1\n", 1, 'received "fail clipped"'),
    "clause_twice": ("# %% wrong a: b | fails clipped | fails seeded\nx = 1\n", 1, 'says "fails" twice'),
    "not_a_file": ("# %% right a: b | hands in m.h5 = x.h5\n", 1, '"m.h5", which is not among the files'),
    "empty": ("# %% right a: b\n\n# %% right c: d\nx = 1\n", 1, "sample a changes nothing"),
    "not_python": ("# %% right a: b\n#    more\n\nx = 1\ny = = 2\n", 5, "this is not Python"),
}


@pytest.mark.parametrize(("text", "line", "problem"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_told_with_file_and_line(read, text, line, problem):
    with pytest.raises(ContentError) as caught:
        read(text)

    assert problem in str(caught.value)
    assert (caught.value.path.name, caught.value.line) == ("q1.py", line)


def test_a_name_used_in_two_files_is_told_with_both_places(folder):
    cell = "# %% right a: b\nx = 1\n"
    first = folder / "samples/q1.py"
    assignment = load_assignment(folder)
    twin = replace(assignment.questions[0], id="q2")
    both = replace(assignment, questions=(*assignment.questions, twin))

    with pytest.raises(ContentError, match=r"q2.py:1: a sample called \"a\" stands at .*q1.py:1. Rename one"):
        parse_samples({first: cell, first.with_name("q2.py"): cell}, both)


def test_a_file_that_is_named_after_no_question_is_refused(folder):
    (folder / "samples/q9.py").write_text("")

    with pytest.raises(ContentError, match=r"q9.py: no question is called q9. .* change: q1\."):
        load_assignment(folder)


@pytest.fixture
def with_files(folder, rewrite):
    """Return a function that reads samples of an assignment whose master is handed in with m.keras."""
    rewrite("assignment.toml", "[[questions]]", 'files = ["m.keras", "m.json"]\n\n[[questions]]')
    (folder / "samples/files").mkdir()
    for name in ("m.keras", "weak.keras"):
        (folder / "samples/files" / name).write_bytes(b"x")
    assignment = load_assignment(folder)
    return lambda text: parse_samples({folder / "samples/q1.py": text}, assignment)


def test_a_sample_hands_in_what_the_master_does_unless_it_says_otherwise(with_files):
    same, weak, none = with_files(
        "# %% right same: x\ny = 1\n"
        "# %% wrong weak: x | hands in m.keras = weak.keras | fails clipped\n"
        "# %% wrong none: x | fails clipped | hands in nothing\n"
    )

    assert {name: path.name for name, path in same.files.items()} == {"m.keras": "m.keras"}
    assert {name: path.name for name, path in weak.files.items()} == {"m.keras": "weak.keras"}
    assert none.files == {}
    assert weak.source == none.source == ""


def test_a_file_that_does_not_lie_in_samples_files_is_told(with_files):
    with pytest.raises(ContentError, match=r"q1.py:1: sample a: there is no samples/files/strong.keras"):
        with_files("# %% wrong a: x | fails clipped | hands in m.keras = strong.keras\n")


def test_a_file_without_its_stored_name_is_told(with_files):
    with pytest.raises(ContentError, match=r"q1.py:1: sample a: there is no samples/files/\. "):
        with_files("# %% wrong a: x | fails clipped | hands in m.keras\n")


def test_a_long_head_is_written_a_clause_a_line(read, folder):
    about = "forgets to clip " + "and to clip again " * 6
    (sample,) = read(f"# %% wrong a: {about} | fails seeded, clipped\nx = 1\n")

    text = rendered(sample, load_assignment(folder))

    assert text.splitlines()[1:] == [
        "#      clip again and to clip again",
        "#    | fails clipped, seeded",
        "x = 1",
    ]
    assert read(text) == (sample,)


@pytest.mark.parametrize(
    "folder_",
    sorted(path.parent for path in ROOT.glob("assignments/*/assignment.toml")),
    ids=lambda x: x.name,
)
def test_what_is_written_is_what_stands_in_the_course(folder_):
    assignment = load_assignment(folder_)
    for path in sorted({sample.path for sample in assignment.samples}):
        cells = [rendered(each, assignment) for each in assignment.samples if each.path == path]

        assert "\n\n".join(cells) == path.read_text(encoding="utf-8")
