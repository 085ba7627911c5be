"""The course's data: real sets where they can be had, generated ones everywhere."""

from autograder.data.clothes import garments
from autograder.data.faces import digits
from autograder.data.views import scenes

__all__ = ["digits", "garments", "scenes"]
