"""The views made from a master, and how unpaired markers are told."""

import ast

import pytest

from autograder.base.errors import ContentError
from autograder.course.master import SOLUTION, STUDENT, Master, with_sample
from tests.course.conftest import MASTER

FUNCTIONS = {"add_noise": "q1"}


def parse(text, functions=FUNCTIONS):
    return Master.parse("master.py", text, functions)


def test_the_stub_raises_where_the_solution_stood():
    stub = parse(MASTER).view(STUDENT)

    assert '    raise NotImplementedError("q1: add_noise")\n' in stub
    assert "np.clip" not in stub
    assert "SOLUTION" not in stub


def test_signature_and_docstring_reach_the_student_unchanged():
    stub = parse(MASTER).view(STUDENT)

    assert 'def add_noise(images, seed):\n    """Return noisy images."""\n' in stub


def test_the_solution_is_the_master_without_markers():
    solution = parse(MASTER).view(SOLUTION)

    assert "np.clip" in solution
    assert "SOLUTION" not in solution


def test_a_region_at_module_level_vanishes_from_the_stub():
    text = MASTER.replace(
        "def add_noise", "# BEGIN SOLUTION\ndef _secret():\n    return 1\n# END SOLUTION\n\n\ndef add_noise"
    )

    assert "_secret" not in parse(text).view(STUDENT)
    assert "_secret" in parse(text).view(SOLUTION)


def test_each_method_of_a_class_has_its_region():
    text = MASTER + (
        '\n\nclass Stop:\n    """Stop."""\n\n'
        "    def begin(self):\n        # BEGIN SOLUTION\n        self.best = 1\n        # END SOLUTION\n\n"
        "    def end(self):\n        # BEGIN SOLUTION\n        self.best = 2\n        # END SOLUTION\n"
    )

    stub = parse(text, {"add_noise": "q1", "Stop": "q1"}).view(STUDENT)

    assert 'raise NotImplementedError("q1: Stop.begin")' in stub
    assert 'raise NotImplementedError("q1: Stop.end")' in stub


BOTH = MASTER.replace(
    '    """Return noisy images."""',
    '''    """Return noisy images.

    Args:
        seed: Whole number.

    En français :

    Renvoie des images bruitées.

    Arguments :
        seed : entier.
    """''',
)


def test_a_view_says_the_docstring_in_one_language():
    master = parse(BOTH)

    assert '''seed):
    """Renvoie des images bruitées.

    Arguments :
        seed : entier.
    """
    raise''' in master.view(STUDENT, "fr")
    assert '''seed):
    """Return noisy images.

    Args:
        seed: Whole number.
    """
    noise =''' in master.view(SOLUTION, "en")


def test_a_part_of_one_line_stands_in_one_line():
    text = MASTER.replace('"""Noise."""', '"""Noise.\n\nEn français\u00a0:\n\nDu bruit.\n"""')

    assert parse(text).view(STUDENT, "fr").startswith('"""Du bruit."""\n\n# %% setup')


def test_a_module_follows_the_first_language_of_its_course():
    assert "Renvoie" in Master.parse("master.py", BOTH, FUNCTIONS, ["fr", "en"]).view(STUDENT)
    assert "Renvoie" not in Master.parse("master.py", BOTH, FUNCTIONS, ["en"]).view(STUDENT)


def test_the_code_is_the_same_in_every_language():
    french, english = (ast.parse(parse(BOTH).view(SOLUTION, language)) for language in ("fr", "en"))

    for tree in (french, english):
        tree.body[-1].body.pop(0)  # the docstring
    assert ast.dump(french) == ast.dump(english)


def test_a_docstring_of_a_course_of_one_language_needs_no_line_between():
    stub = Master.parse("master.py", MASTER, FUNCTIONS, ["fr"]).view(STUDENT)

    assert '"""Return noisy images."""' in stub


def test_helpers_inside_the_solution_are_in_no_language():
    text = BOTH.replace(
        "def add_noise", '# BEGIN SOLUTION\ndef _secret():\n    """One."""\n# END SOLUTION\n\n\ndef add_noise'
    )

    assert [each.owner for each in parse(text).docstrings] == ["", "add_noise"]


def test_markers_inside_a_text_are_text():
    text = MASTER.replace("# %% q1\n", '# %% q1\nNOTE = """\n# BEGIN SOLUTION\n"""\n')

    assert len(parse(text).regions) == 1


BROKEN = {
    "no_end": (MASTER.replace("    # END SOLUTION\n", ""), 9, "without # END SOLUTION"),
    "no_begin": (MASTER.replace("    # BEGIN SOLUTION\n", ""), 11, "without # BEGIN SOLUTION"),
    "nested": (
        MASTER.replace("    return np", "    # BEGIN SOLUTION\n    return np"),
        11,
        "inside the region begun in line 9",
    ),
    "no_region": (
        MASTER.replace("    # BEGIN SOLUTION\n", "").replace("    # END SOLUTION\n", ""),
        7,
        "has no solution region",
    ),
    "no_docstring": (MASTER.replace('    """Return noisy images."""\n', ""), 7, "has no docstring"),
    "no_cell": (MASTER.replace("# %% q1\n", ""), 1, 'Add "# %% q1"'),
    "unknown_cell": (MASTER + "\n# %% q7\n", 14, "belongs to no question"),
    "no_french": (
        BOTH.replace("\n    Renvoie des images bruitées.\n\n    Arguments :\n        seed : entier.\n", ""),
        13,
        "no French part",
    ),
    "no_english": (
        BOTH.replace("Return noisy images.\n\n    Args:\n        seed: Whole number.\n", ""),
        8,
        "no English part",
    ),
    "french_twice": (BOTH.replace("    Arguments :", "    En français :"), 17, "stands twice"),
    "not_defined": (
        MASTER.replace("def add_noise", "def add_nois"),
        1,
        'graded function "add_noise" of q1 is not defined',
    ),
    "syntax": (MASTER.replace("def add_noise(", "def add_noise(("), 7, "this is not Python"),
    "in_setup": (
        MASTER.replace(
            "import numpy as np",
            "import numpy as np\n\n\ndef f():\n    # BEGIN SOLUTION\n    pass\n    # END SOLUTION",
        ),
        8,
        "no solution region fits there",
    ),
}


@pytest.mark.parametrize(("text", "line", "problem"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_told_with_its_line(text, line, problem):
    with pytest.raises(ContentError) as caught:
        parse(text)

    assert problem in str(caught.value)
    assert caught.value.line == line


def test_cells_are_the_pieces_between_the_percent_lines():
    cells = parse(MASTER).cells(STUDENT)

    assert list(cells) == ["setup", "q1"]
    assert cells["setup"] == "import numpy as np"


def test_a_sample_overrides_what_it_defines():
    names = {}
    exec(
        with_sample("def f():\n    return 1\n\n\ndef g():\n    return f()\n", "def f():\n    return 2\n"),
        names,
    )

    assert names["g"]() == 2
