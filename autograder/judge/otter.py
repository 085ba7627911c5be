"""The old place of `autograder.otter`, for packages made before 1.1: their configuration and test files name this
module.

A package that was uploaded to Gradescope in the middle of a term keeps grading when the toolkit in its image is
updated. To be removed with 2.0.
"""

from autograder.otter.plugin import SandboxedAnswers, passes
from autograder.otter.plugin import open_grading as open_session
from autograder.otter.runner import grade_folder

__all__ = ["SandboxedAnswers", "grade_folder", "open_session", "passes"]
