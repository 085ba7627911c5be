"""The course's data: real sets where they can be had, generated ones everywhere."""

from autograder.data.clothes import garments
from autograder.data.faces import digits

__all__ = ["digits", "garments"]
