"""The files of a new assignment, each telling what to fill in: what `autograder new` writes."""

from __future__ import annotations

import re

from autograder.errors import UsageError

_SLUG = re.compile(r"[a-z][a-z0-9_]*$")


def skeleton(number: int, slug: str) -> dict[str, str]:
    """Return the text of each file of the assignment `NN_slug`, by its path inside the folder.

    Every place to fill in holds the words FILL IN; `autograder verify` names them one by one.

    Raises:
        UsageError: The number is not in 1-99, or the slug is not a lower-case Python name.
    """
    if not 1 <= number <= 99:
        raise UsageError(f"expected a number from 1 to 99, received {number}. Choose the next free one.")
    if not _SLUG.match(slug):
        raise UsageError(
            f'expected a slug of lower-case letters, digits and _, received "{slug}". Try "my_topic".'
        )
    return dict(_FILES)


_FILES = {
    "assignment.toml": """\
title = { en = "FILL IN: the title", fr = "FILL IN: le titre" }
data = []  # names of datasets/manifest.toml that the notebook uses

[[questions]]
id = "q1"
title = { en = "FILL IN: what is asked", fr = "FILL IN: ce qui est demandé" }
functions = ["answer"] # FILL IN: the graded functions of this question

[[questions.checks]]
id = "adds_one" # the function test_adds_one in checks/test_public.py
title = { en = "FILL IN: the fact it states.", fr = "FILL IN: le fait énoncé." }
points = 1

[[questions.checks]]
id = "any_number" # the function test_any_number in checks/test_hidden.py
title = { en = "FILL IN: the fact it states.", fr = "FILL IN: le fait énoncé." }
points = 2
""",
    "master.py": '''\
"""FILL IN: one sentence about this assignment."""

# %% setup
from __future__ import annotations

# %% q1
def answer(number: float) -> float:
    """Return `number` plus one.

    FILL IN: the specification, in English and in French. Checks test nothing it leaves out.

    En français : renvoie `number` plus un.
    """
    # BEGIN SOLUTION
    return number + 1  # FILL IN: the reference answer
    # END SOLUTION
''',
    "statement.en.md": """\
# FILL IN: the title

FILL IN: what this assignment is about, and why.

## q1 FILL IN: what is asked

FILL IN: the goal, a worked example with numbers, the limits. Worth {points} points.

```python run
answer(1)
```
""",
    "statement.fr.md": """\
# FILL IN: le titre

FILL IN: de quoi parle ce devoir, et pourquoi.

## q1 FILL IN: ce qui est demandé

FILL IN: le but, un exemple chiffré, les limites. Cette question vaut {points} points.

```python run
answer(1)
```
""",
    "hints.en.md": """\
# Hints

## q1 answer
- FILL IN: a question that sets the student thinking
- FILL IN: a pointer to what helps
- FILL IN: nearly the answer
""",
    "hints.fr.md": """\
# Indices

## q1 answer
- FILL IN: une question qui met sur la voie
- FILL IN: ce qui peut aider
- FILL IN: presque la réponse
""",
    "checks/test_public.py": '''\
"""Checks the students receive."""

from autograder import expect


def test_adds_one(submission):
    # FILL IN: one observable fact of the docstring
    expect.close(submission.answer(1), 2)
''',
    "checks/test_hidden.py": '''\
"""Checks that never leave the instructors' side."""

from autograder import expect


def test_any_number(submission):
    # FILL IN: what only an honest answer does, on numbers no student has seen
    expect.close(submission.answer(-3.5), -2.5)
''',
    "samples/samples.toml": """\
[accepted.other_way]
about = "FILL IN: a right answer written another way"

[wrong.adds_two]
about = "FILL IN: a typical mistake"
fails = ["adds_one", "any_number"]
""",
    "samples/accepted/other_way.py": '''\
"""FILL IN: what is written another way."""


def answer(number):
    return 1 + number
''',
    "samples/wrong/adds_two.py": '''\
"""FILL IN: the mistake."""


def answer(number):
    return number + 2
''',
}
