"""A small assignment on disk, to be broken one way at a time."""

import pytest

TOML = """\
title = { en = "Noise", fr = "Bruit" }

[[questions]]
id = "q1"
title = { en = "Add", fr = "Ajouter" }
functions = ["add_noise"]

[[questions.checks]]
id = "clipped"
title = { en = "Clipped.", fr = "Borné." }
points = 1

[[questions.checks]]
id = "seeded"
title = { en = "Seeded.", fr = "Reproductible." }
points = 2
"""

MASTER = '''\
"""Noise."""

# %% setup
import numpy as np

# %% q1
def add_noise(images, seed):
    """Return noisy images."""
    # BEGIN SOLUTION
    noise = np.random.default_rng(seed).random(images.shape)
    return np.clip(images + noise, 0, 1)
    # END SOLUTION
'''


@pytest.fixture
def folder(tmp_path):
    """Return the folder of an assignment that is all right."""
    folder = tmp_path / "02_noise"
    files = {
        "assignment.toml": TOML,
        "master.py": MASTER,
        "checks/test_public.py": "def test_clipped(submission):\n    submission.add_noise(1, 2)\n",
        "checks/test_hidden.py": "def test_seeded(submission):\n    submission.add_noise(1, 2)\n",
        "samples/q1.py": "# %% wrong no_clip: no clip | fails clipped\ndef add_noise(images, seed):\n    return images\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def rewrite(folder):
    """Return a function that replaces a piece of one of the folder's files."""

    def replace(name, old, new):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


MANUAL = """
[[questions]]
id = "q2"
title = { en = "What was lost?", fr = "Qu’est-ce qui s’est perdu ?" }
manual = true
points = 2

[questions.model]
en = "The edges."
fr = "Les bords."

[[questions.criteria]]
id = "edges"
title = { en = "Names the edges.", fr = "Nomme les bords." }
points = 2

[[questions.criteria]]
id = "nothing"
title = { en = "Says that nothing was lost.", fr = "Affirme que rien ne s’est perdu." }
points = -1
"""


@pytest.fixture
def manual_folder(folder):
    """Return the folder of an assignment whose second question a person marks."""
    path = folder / "assignment.toml"
    path.write_text(TOML + MANUAL, encoding="utf-8")
    return folder
