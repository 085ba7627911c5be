"""What a notebook needs: `use`, `check`, `hint`, `progress`, `export`.

Everything else is imported by whoever wants it.
"""

from __future__ import annotations

import logging
import os
import sys

# TensorFlow prints its start-up lines unless silenced before its first import.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# Checks try many small models, each of which is traced once: TensorFlow takes that for one function traced too often.
logging.getLogger("tensorflow").addFilter(lambda record: "retracing" not in record.getMessage())

__all__ = ["check", "export", "hint", "progress", "use"]

# Set while a hand-in is graded: what it calls of ours does nothing then.
_WORKER = "AUTOGRADER_WORKER"


def use(assignment: str | int | None = None, language: str | None = None) -> None:
    """Say which assignment this notebook answers ("02_noise"; None: the folder it lies in) and in which language to
    speak.
    """
    if _WORKER not in os.environ:
        from autograder.student import notebook

        notebook.use(assignment, language)


def check(question: str | int | None = None, *, printed: bool = False) -> None:
    """Run the public checks of a question ("q1"; None: of all) on what this notebook defines, and show the verdicts.

    Of what your code prints, the first lines are shown; `printed=True` shows all.
    """
    if _WORKER not in os.environ:
        from autograder.student import notebook

        notebook.check(question, sys._getframe(1).f_globals, printed)


def progress() -> None:
    """Show how far you are: assignments, questions, public points as last checked, and when you last exported."""
    if _WORKER not in os.environ:
        from autograder.student import notebook

        notebook.progress()


def hint(question: str | int | None = None) -> None:
    """Show the next hint for a question ("q1"), one of its functions or a check that failed, the gentlest first.

    Hints cost nothing.
    """
    if _WORKER not in os.environ:
        from autograder.student import notebook

        notebook.hint(question)


def export(assignment: str | int | None = None, answer: str | None = None) -> None:
    """Make the archive to hand in: this notebook as saved (or `answer`), what it imports, the files asked for."""
    if _WORKER not in os.environ:
        from autograder.student import notebook

        notebook.export(assignment, answer, sys._getframe(1).f_globals)
