"""Whether the two languages of a master's docstrings promise the same."""

from pathlib import Path

import pytest

from autograder.base.errors import ContentError
from autograder.course.master import Master
from autograder.course.translation import master_differences

MASTER = '''\
"""Noise.

En français :

Du bruit.
"""

# %% setup
import numpy as np  # noqa: F401

# %% q1
def add_noise(images, factor):
    """Return `images` with noise, under "noisy", at a loss of 0.26 or less on 2,000 digits, in 20 % of
    cases.

    Args:
        images: Array `(n, height,
            width)`, 0 or more of them.

    Raises:
        ValueError: `factor` is negative.

    En français :

    Renvoie `images` avec du bruit, sous "noisy", avec une perte de 0,26 ou moins sur 2 000 chiffres, dans
    20 % des cas.

    Arguments :
        images : tableau `(n, height, width)` ; il y en a 0 ou plus.

    Exceptions :
        ValueError : `factor` est négatif.
    """
    # BEGIN SOLUTION
    return images  # only the solution's readers see this
    # END SOLUTION
'''


def problems(text: str, languages: tuple[str, ...] = ("fr", "en")) -> list[str]:
    master = Master.parse(Path("master.py"), text, {"add_noise": "q1"}, languages)
    return [str(error) for error in master_differences(master)]


def test_two_languages_that_promise_the_same_have_no_difference():
    assert problems(MASTER) == []


DIFFERENT = {
    "a threshold left out": (", at a loss of 0.26 or less", "", "numbers", "extra 0,26"),
    "another threshold": ("0,26", "0,28", "numbers", "missing 0.26; extra 0,28"),
    "another span": (
        "`factor` est négatif",
        "`facteur` est négatif",
        "code spans",
        "missing factor; extra facteur",
    ),
    "another name": ('sous "noisy"', 'sous "bruit"', "quoted names", "missing noisy; extra bruit"),
    "an argument not told of": (
        "        images : tableau",
        "        Un tableau",
        "entries",
        "missing images",
    ),
    "an error not told of": (
        "    Exceptions :\n        ValueError : `factor` est négatif.\n",
        "    Erreur si `factor` est négatif.\n",
        "entries",
        "missing ValueError",
    ),
}


@pytest.mark.parametrize(("old", "new", "what", "told"), DIFFERENT.values(), ids=DIFFERENT)
def test_a_difference_is_told_with_file_and_line(old, new, what, told):
    assert MASTER.count(old) == 1

    assert problems(MASTER.replace(old, new)) == [
        f"master.py:13: the docstring of add_noise: {what} of the French part differ from the English one: {told}."
    ]


def test_a_docstring_in_one_language_is_told_with_file_and_line():
    (problem,) = problems(MASTER.replace("\nEn français :\n\nDu bruit.\n", ""))

    assert problem.startswith("master.py:1: the module's docstring stands in one language.")
    assert '"En français :"' in problem


def test_a_comment_that_students_of_both_languages_would_read_is_told():
    (problem,) = problems(MASTER.replace("# noqa: F401", "# arrays"))

    assert problem.startswith("master.py:9: students of every language receive this comment: '# arrays'.")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_course_of_one_language_has_nothing_to_compare(language):
    assert problems(MASTER.replace("0,26", "0,28"), (language,)) == []


GERMAN = MASTER.replace("En français :", "[de]")


def test_any_language_stands_below_its_two_letters():
    assert problems(GERMAN, ("de", "en")) == []
    (problem,) = problems(GERMAN.replace("0,26", "0,28"), ("de", "en"))
    assert problem.endswith('numbers of the "de" part differ from the English one: missing 0.26; extra 0,28.')


def test_a_course_without_english_begins_with_its_first_language():
    master = Master.parse(Path("master.py"), MASTER, {"add_noise": "q1"}, ("de", "fr"))
    assert master.docstrings[0].parts == {"de": ("Noise.",), "fr": ("Du bruit.",)}


def test_a_third_language_that_a_docstring_leaves_out_is_told():
    (first, *_) = problems(MASTER, ("en", "fr", "de"))
    assert first == (
        'master.py:1: the module\'s docstring has no "de" part. Write it in each: English first, then, below a line '
        '"En français :", French and below a line "[de]", "de".'
    )


def test_a_language_stands_once_in_a_docstring():
    with pytest.raises(ContentError, match=r'"\[de\]" stands twice'):
        problems(GERMAN.replace("Du bruit.", "Rauschen.\n\n[de]\n\nRauschen."), ("de", "en"))
