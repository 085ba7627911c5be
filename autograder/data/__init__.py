"""The course's data: real sets where they can be had, generated ones everywhere.

Generated: `digits`, `garments`, `scenes`. Real: `load("mnist")`, `load("fashion_mnist")`, `photos`, `read_photos`.
Tables: `write_csv`, `read_csv`, `write_csv_pair`. Names of the clothes: `CLASS_NAMES`, `WITH_ARTICLE`.
"""

from autograder.data.clothes import garments
from autograder.data.digits import digits
from autograder.data.names import CLASS_NAMES, WITH_ARTICLE
from autograder.data.photos import photos, read_photos
from autograder.data.scenes import scenes
from autograder.data.sets import DataSet, available, load, write_csv_pair
from autograder.data.tables import read_csv, write_csv

__all__ = [
    "CLASS_NAMES",
    "WITH_ARTICLE",
    "DataSet",
    "available",
    "digits",
    "garments",
    "load",
    "photos",
    "read_csv",
    "read_photos",
    "scenes",
    "write_csv",
    "write_csv_pair",
]
