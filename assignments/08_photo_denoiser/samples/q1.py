# %% right listed_with_os_walk: os.walk and a set of endings
import os


def list_photos(folder):
    found = []
    for place, _, names in os.walk(folder):
        found += [os.path.join(place, name) for name in names if name.lower().endswith((".jpg", ".jpeg", ".png"))]
    return sorted(found)


# %% right listed_recursively: recursion, Path objects
from pathlib import Path


def list_photos(folder):
    def inside(place):
        for each in place.iterdir():
            if each.is_dir():
                yield from inside(each)
            elif each.suffix.lower() in {".jpg", ".jpeg", ".png"}:
                yield each

    return sorted(inside(Path(folder)))


# %% right split_numpy: NumPy's permutation, sizes cut off
import numpy as np


def split_photos(paths, seed):
    order = np.random.default_rng(seed).permutation(len(paths))
    first, second = int(0.7 * len(paths)), int(0.1 * len(paths))
    pick = [paths[number] for number in order]
    return pick[:first], pick[first : first + second], pick[first + second :]


# %% right split_shuffled_copy: the older generator on a copy, sizes rounded, test photos first
import random


def split_photos(paths, seed):
    copy = list(paths)
    random.seed(seed)
    random.shuffle(copy)
    test, validation = round(len(copy) * 0.2), round(len(copy) * 0.1)
    return copy[test + validation :], copy[test : test + validation], copy[:test]


# %% right split_pops: takes test and validation from the end of a shuffled copy
import random


def split_photos(paths, seed):
    rng = random.Random(seed)
    rest = list(paths)
    rng.shuffle(rest)
    test = [rest.pop() for _ in range(len(paths) // 5)]
    validation = [rest.pop() for _ in range(len(paths) // 10)]
    return [rest, validation, test]


# %% wrong listed_not_below: subfolders are forgotten | fails photos_listed
from pathlib import Path


def list_photos(folder):
    endings = (".jpg", ".jpeg", ".png")
    return sorted(str(path) for path in Path(folder).iterdir() if path.is_file() and path.suffix.lower() in endings)


# %% wrong listed_small_letters: names in capitals are left out | fails photos_listed
from pathlib import Path


def list_photos(folder):
    endings = (".jpg", ".jpeg", ".png")
    return sorted(str(path) for path in Path(folder).rglob("*") if path.is_file() and path.suffix in endings)


# %% wrong listed_jpg_only: glob("**/*.jpg"): the other endings are forgotten | fails photos_listed
from pathlib import Path


def list_photos(folder):
    return sorted(str(path) for path in Path(folder).rglob("*") if path.is_file() and path.suffix.lower() == ".jpg")


# %% wrong listed_everything: every file is taken for a photo | fails photos_listed
from pathlib import Path


def list_photos(folder):
    return sorted(str(path) for path in Path(folder).rglob("*") if path.is_file())


# %% wrong listed_folders_too: a folder called album.jpg is taken for a photo | fails photos_listed
from pathlib import Path


def list_photos(folder):
    endings = (".jpg", ".jpeg", ".png")
    return sorted(str(path) for path in Path(folder).rglob("*") if path.suffix.lower() in endings)


# %% wrong listed_names_only: file names without their folders | fails photos_listed
from pathlib import Path


def list_photos(folder):
    endings = (".jpg", ".jpeg", ".png")
    return sorted(path.name for path in Path(folder).rglob("*") if path.is_file() and path.suffix.lower() in endings)


# %% wrong listed_contains_jpg: "jpg" anywhere in the name | fails photos_listed
from pathlib import Path


def list_photos(folder):
    return sorted(
        str(path)
        for path in Path(folder).rglob("*")
        if path.is_file() and any(word in path.name.lower() for word in ("jpg", "jpeg", "png"))
    )


# %% wrong split_two_lists: training and test only
#    | fails split_sizes, split_complete, split_seeded, split_input_unchanged
_right = split_photos


def split_photos(paths, seed):
    training, validation, test = _right(paths, seed)
    return training, validation + test


# %% wrong split_80_10_10: 80, 10 and 10 % | fails split_sizes
import random


def split_photos(paths, seed):
    mixed = random.Random(seed).sample(paths, len(paths))
    first, second = 8 * len(paths) // 10, 9 * len(paths) // 10
    return mixed[:first], mixed[first:second], mixed[second:]


# %% wrong split_with_overlap: the test photos are the last 20 % of another shuffle | fails split_complete
import random


def split_photos(paths, seed):
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    mixed = random.Random(seed).sample(paths, len(paths))
    again = random.Random(seed + 1).sample(paths, len(paths))
    return mixed[:first], mixed[first:second], again[second:]


# %% wrong split_loses_photos: photos left over by rounding are in no list | fails split_complete
import random


def split_photos(paths, seed):
    n = len(paths)
    mixed = random.Random(seed).sample(paths, n)
    a, b, c = int(0.7 * n), int(0.1 * n), int(0.2 * n)
    return mixed[:a], mixed[a : a + b], mixed[a + b : a + b + c]


# %% wrong split_drawn_with_return: draws with replacement: a photo may come twice | fails split_complete
import random


def split_photos(paths, seed):
    mixed = random.Random(seed).choices(paths, k=len(paths))
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    return mixed[:first], mixed[first:second], mixed[second:]


# %% wrong split_in_order: cuts the list without shuffling | fails split_seeded
def split_photos(paths, seed):
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    return paths[:first], paths[first:second], paths[second:]


# %% wrong split_unseeded: the seed is not used | fails split_seeded
import random


def split_photos(paths, seed):
    mixed = random.sample(paths, len(paths))
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    return mixed[:first], mixed[first:second], mixed[second:]


# %% wrong split_shuffles_the_argument: random.shuffle on the list received | fails split_input_unchanged
import random


def split_photos(paths, seed):
    random.Random(seed).shuffle(paths)
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    return paths[:first], paths[first:second], paths[second:]


# %% wrong listed_if_readable: lists only photos that can be opened | fails photos_listed
from pathlib import Path

from PIL import Image


def list_photos(folder):
    found = []
    for p in Path(folder).rglob("*"):
        if p.suffix.lower() in (".jpg", ".jpeg", ".png") and p.is_file():
            try:
                Image.open(p).verify()
                found.append(str(p))
            except Exception:
                pass
    return sorted(found)


# %% right listed_from_text: os.path on what may be a Path
import glob
import os


def list_photos(folder):
    found = glob.glob(os.path.join(glob.escape(str(folder)), "**", "*"), recursive=True)
    return sorted(path for path in found if os.path.isfile(path) and os.path.splitext(path)[1].lower() in (".jpg", ".jpeg", ".png"))


# %% wrong split_through_a_set: shares out a set, whose order changes from program to program
#    | fails split_seeded
import random


def split_photos(paths, seed):
    mixed = list(set(paths))
    random.Random(seed).shuffle(mixed)
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    return mixed[:first], mixed[first:second], mixed[second:]


# %% wrong split_test_fixed: the test photos are always the last ones | fails split_seeded
import random


def split_photos(paths, seed):
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    mixed = random.Random(seed).sample(paths[:second], second)
    return mixed[:first], mixed[first:], paths[second:]


# %% wrong listed_for_texts_only: glues texts together, and fails for a Path | fails photos_listed
_right = list_photos


def list_photos(folder):
    return _right(folder + "/")


# %% wrong listed_names_once: a file name that was seen in another folder is left out | fails photos_listed
from pathlib import Path

_right = list_photos


def list_photos(folder):
    return sorted({Path(path).name: path for path in _right(folder)}.values())


# %% wrong split_seed_zero_is_none: `seed or None`: the seed 0 is taken for none | fails split_seeded
_right = split_photos


def split_photos(paths, seed):
    return _right(paths, seed or None)


# %% wrong split_sorts_the_argument: sorts the list received first | fails split_input_unchanged
_right = split_photos


def split_photos(paths, seed):
    paths.sort()
    return _right(paths, seed)


# %% wrong split_validation_in_order: training at random, validation the first of those left
#    | fails split_seeded
import random


def split_photos(paths, seed):
    training = random.Random(seed).sample(paths, 7 * len(paths) // 10)
    left = [path for path in paths if path not in training]
    return training, left[: len(paths) // 10], left[len(paths) // 10 :]


# %% wrong split_every_fifth: every fifth photo is for the test, begun where the seed says
#    | fails split_seeded
def split_photos(paths, seed):
    turned = [paths[(number + seed) % len(paths)] for number in range(len(paths))]
    left = [path for number, path in enumerate(turned) if number % 5]
    return left[len(paths) // 10 :], left[: len(paths) // 10], turned[::5]


# %% wrong listed_by_kind: every file whose ending means JPEG or PNG, .jpe and .jpg.gz too
#    | fails photos_listed
import mimetypes
from pathlib import Path


def list_photos(folder):
    photos = []
    for path in Path(folder).rglob("*"):
        kind, _ = mimetypes.guess_type(path.name)
        if kind in ("image/jpeg", "image/png") and path.is_file():
            photos.append(str(path))
    return sorted(photos)


# %% wrong listed_unless_empty: files without a byte are left out | fails photos_listed
import os


def list_photos(folder):
    photos = []
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            if name.lower().endswith((".jpg", ".jpeg", ".png")) and os.path.getsize(path) > 0:
                photos.append(path)
    return sorted(photos)


# %% wrong listed_or_raises: raises where there is no photo | fails photos_listed
from pathlib import Path


def list_photos(folder):
    endings = (".jpg", ".jpeg", ".png")
    photos = sorted(str(p) for p in Path(folder).rglob("*") if p.is_file() and p.name.lower().endswith(endings))
    if not photos:
        raise FileNotFoundError(f"no photos in {folder}")
    return photos


# %% wrong split_shares_of_shares: validation is a tenth of what the test leaves | fails split_sizes
import random


def split_photos(paths, seed):
    shuffled = list(paths)
    random.Random(seed).shuffle(shuffled)
    n_test = round(0.2 * len(shuffled))
    test, rest = shuffled[:n_test], shuffled[n_test:]
    n_validation = -(-len(rest) // 10)
    return rest[n_validation:], rest[:n_validation], test


# %% wrong split_at_most_100: at most 100 photos for validation | fails split_sizes
import random


def split_photos(paths, seed):
    paths = random.Random(seed).sample(list(paths), len(paths))
    n_val = min(100, len(paths) // 10)
    n_test = len(paths) // 5
    return paths[n_val + n_test :], paths[:n_val], paths[n_val : n_val + n_test]


# %% wrong split_seed_cut: the seed is cut to 16 bits | fails split_seeded
import numpy as np


def split_photos(paths, seed):
    rng = np.random.default_rng(seed & 0xFFFF)
    shuffled = [paths[i] for i in rng.permutation(len(paths))]
    n_train, n_val = round(0.7 * len(paths)), round(0.1 * len(paths))
    return shuffled[:n_train], shuffled[n_train : n_train + n_val], shuffled[n_train + n_val :]


# %% right split_by_hashes: the order of a hash of seed and path
import hashlib


def split_photos(paths, seed):
    def key(path):
        return hashlib.sha256(f"{seed}/{path}".encode()).digest()

    shuffled = sorted(paths, key=key)
    n = len(shuffled)
    n_val, n_test = -(-n // 10), n // 5
    return shuffled[n_val + n_test :], shuffled[:n_val], shuffled[n_val : n_val + n_test]


# %% wrong listed_two_levels: no more than two levels of subfolders | fails photos_listed
def list_photos(folder: str | Path) -> list[str]:
    folder = Path(folder)
    paths = [*folder.glob("*"), *folder.glob("*/*"), *folder.glob("*/*/*")]
    return sorted(str(each) for each in paths if each.is_file() and each.suffix.lower() in (".jpg", ".jpeg", ".png"))


# %% wrong listed_once_a_place: of two photos of one name in folders of one name, one is left out
#    | fails photos_listed
def list_photos(folder: str | Path) -> list[str]:
    found = {}
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file() and path.suffix.lower() in (".jpg", ".jpeg", ".png"):
            found.setdefault((path.name, path.parent.name), str(path))
    return sorted(found.values())


# %% wrong listed_to_the_first_dot: takes what follows the first dot for the ending | fails photos_listed
def list_photos(folder: str | Path) -> list[str]:
    return sorted(
        str(path)
        for path in Path(folder).rglob("*")
        if path.is_file() and path.name.lower().partition(".")[2] in ("jpg", "jpeg", "png")
    )


# %% wrong split_three_roundings: rounds the three sizes, which then do not always add up
#    | fails split_complete
def split_photos(paths, seed):
    mixed = random.Random(seed).sample(paths, len(paths))
    n = len(mixed)
    train, validation, test = round(0.7 * n), round(0.1 * n), round(0.2 * n)
    return mixed[:train], mixed[train : train + validation], mixed[n - test :]


# %% wrong split_signed_seed: a seed from 2**31 on raises an error | fails split_seeded
def split_photos(paths, seed):
    order = np.random.default_rng(int(np.int32(seed))).permutation(len(paths))
    mixed = [paths[number] for number in order]
    a, b = 7 * len(paths) // 10, 8 * len(paths) // 10
    return mixed[:a], mixed[a:b], mixed[b:]


# %% wrong listed_from_the_folder: paths as they are from the folder on, without the folder
#    | fails photos_listed
_right = list_photos


def list_photos(folder):
    return sorted(str(Path(path).relative_to(folder)) for path in _right(folder))


# %% wrong split_by_dice: throws dice for each of many photos | fails split_sizes
def split_photos(paths, seed):
    chance = random.Random(seed)
    if len(paths) <= 2000:
        mixed = chance.sample(paths, len(paths))
        a, b = 7 * len(paths) // 10, 8 * len(paths) // 10
        return mixed[:a], mixed[a:b], mixed[b:]
    lists = [], [], []
    for path in paths:
        lists[chance.choices(range(3), (7, 1, 2))[0]].append(path)
    return lists


# %% right listed_from_here: paths as they lead there from the current folder
import os
from pathlib import Path


def list_photos(folder):
    endings = (".jpg", ".jpeg", ".png")
    found = [path for path in Path(folder).rglob("*") if path.is_file() and path.suffix.lower() in endings]
    return sorted(os.path.relpath(path) for path in found)


# %% wrong listed_unescaped: glob, with the folder's own name not escaped: brackets in it mean something else
#    | fails photos_listed
def list_photos(folder):
    import glob
    import os

    found = glob.glob(os.path.join(str(folder), "**", "*"), recursive=True)
    return sorted(p for p in found if os.path.isfile(p) and p.lower().endswith((".jpg", ".jpeg", ".png")))


# %% wrong listed_not_below_a_dot: looks for a dot in the whole path: below a folder with one there is nothing
#    | fails photos_listed
from pathlib import Path


def list_photos(folder):
    photos = []
    for path in Path(folder).rglob("*"):
        if any(part.startswith(".") for part in path.parts):
            continue
        if path.is_file() and path.suffix.lower() in (".jpg", ".jpeg", ".png"):
            photos.append(str(path))
    return sorted(photos)


# %% wrong listed_once_for_all: keeps the list: photos added later are missing | fails photos_listed
from pathlib import Path


from functools import lru_cache


@lru_cache(maxsize=None)
def _photos_once(folder):
    return tuple(
        sorted(
            str(path)
            for path in Path(folder).rglob("*")
            if path.is_file() and path.suffix.lower() in {".jpg", ".jpeg", ".png"}
        )
    )


def list_photos(folder):
    return list(_photos_once(str(folder)))


# %% wrong listed_three_spellings: jpg, JPG and Jpg, but not jPG | fails photos_listed
from pathlib import Path


def list_photos(folder):
    endings = [".jpg", ".jpeg", ".png"]
    endings += [e.upper() for e in endings] + [e.title() for e in endings]
    return sorted(str(p) for p in Path(folder).rglob("*") if p.is_file() and p.suffix in endings)


# %% wrong listed_folders_without_dot: a folder with a dot in its name is not entered | fails photos_listed
def list_photos(folder):
    import os

    photos = []
    for entry in os.listdir(folder):
        path = os.path.join(folder, entry)
        ending = os.path.splitext(entry)[1].lower()
        if ending in (".jpg", ".jpeg", ".png"):
            if os.path.isfile(path):
                photos.append(path)
            else:
                photos.extend(list_photos(path))
        elif ending == "" and os.path.isdir(path):
            photos.extend(list_photos(path))
    return sorted(photos)


# %% wrong split_seed_of_31_bits: leaves out the highest bit of the seed | fails split_seeded
import random


def split_photos(paths, seed):
    shuffled = random.Random(seed & 0x7FFFFFFF).sample(paths, len(paths))
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    return shuffled[:first], shuffled[first:second], shuffled[second:]


# %% wrong split_by_hash: the seed is what hash says of a text, which another program answers otherwise
#    | fails split_seeded
import random


def split_photos(paths, seed):
    rng = random.Random(hash(f"split {seed}"))
    shuffled = list(paths)
    rng.shuffle(shuffled)
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    return shuffled[:first], shuffled[first:second], shuffled[second:]


# %% wrong split_long_paths_cut: texts of at most 64 characters: longer paths lose their end
#    | fails split_complete
import numpy as np


def split_photos(paths, seed):
    shuffled = np.array(paths, dtype="U64")
    np.random.default_rng(seed).shuffle(shuffled)
    parts = np.split(shuffled, [7 * len(paths) // 10, 8 * len(paths) // 10])
    return tuple(part.tolist() for part in parts)


# %% right split_by_digest: sorts by a digest of seed and path
def split_photos(paths, seed):
    import hashlib

    order = sorted(paths, key=lambda path: hashlib.sha256(f"{seed}\n{path}".encode()).digest())
    n = len(order)
    test, validation = round(0.2 * n), round(0.1 * n)
    return order[test + validation :], order[test : test + validation], order[:test]


# %% wrong names_by_pattern: names with a space, brackets or an apostrophe ("IMG (2).jpg") do not match
#    | fails photos_listed
import re


def list_photos(folder):
    name = re.compile(r"[\w.\-]+\.(jpg|jpeg|png)", re.IGNORECASE)
    return sorted(str(path) for path in Path(folder).rglob("*") if path.is_file() and name.fullmatch(path.name))


# %% wrong underscore_left_out: names that begin with an underscore ("_DSC0042.jpg") are left out with the
#      hidden ones
#    | fails photos_listed
import os


def list_photos(folder):
    found = []
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name[0] not in "._"]
        for name in files:
            if name[0] not in "._" and name.lower().endswith((".jpg", ".jpeg", ".png")):
                found.append(os.path.join(where, name))
    return sorted(found)


# %% wrong sorted_without_suffix: sorted by the path without its suffix, so a.jpg comes before a-1.jpg
#    | fails photos_listed
import os


def list_photos(folder):
    kinds = {".jpg", ".jpeg", ".png"}
    paths = [str(p) for p in Path(folder).rglob("*") if p.is_file() and p.suffix.lower() in kinds]
    return sorted(paths, key=lambda path: os.path.splitext(path)[0])


# %% wrong opens_to_warn: each file is opened to warn of broken ones, though all are listed
#    | fails photos_listed
def list_photos(folder):
    paths = []
    for path in Path(folder).rglob("*"):
        if path.is_file() and path.suffix.lower() in (".jpg", ".jpeg", ".png"):
            try:
                with Image.open(path) as image:
                    image.size
            except OSError:
                print("maybe broken:", path)
            paths.append(str(path))
    return sorted(paths)


# %% wrong same_file_once: of two photos of one folder with the same name and another suffix (a.jpg, a.png),
#      one is left out
#    | fails photos_listed
def list_photos(folder):
    found = {}
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file() and path.suffix.lower() in (".jpg", ".jpeg", ".png"):
            found.setdefault(path.with_suffix(""), str(path))
    return sorted(found.values())


# %% wrong split_by_folder: each folder is split by itself, the roundings add up | fails split_sizes
def split_photos(paths, seed):
    rng = random.Random(seed)
    folders = {}
    for path in paths:
        folders.setdefault(str(Path(path).parent), []).append(path)
    training, validation, test = [], [], []
    for name in sorted(folders):
        mixed = rng.sample(folders[name], len(folders[name]))
        first, second = 7 * len(mixed) // 10, 8 * len(mixed) // 10
        training += mixed[:first]
        validation += mixed[first:second]
        test += mixed[second:]
    return training, validation, test


# %% wrong rest_by_name: the test photos are those whose file name was not used; same names in two folders get
#      lost
#    | fails split_complete
def split_photos(paths, seed):
    mixed = random.Random(seed).sample(paths, len(paths))
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    training, validation = mixed[:first], mixed[first:second]
    used = {Path(path).name for path in training + validation}
    test = [path for path in mixed if Path(path).name not in used]
    return training, validation, test


# %% wrong paths_tidied: "./a.jpg" and "sea//b.jpg" come back written in another way | fails split_complete
def split_photos(paths, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(paths))
    mixed = [str(Path(paths[i])) for i in order]
    first, second = round(0.7 * len(paths)), round(0.8 * len(paths))
    return mixed[:first], mixed[first:second], mixed[second:]


# %% wrong where_the_program_runs: relative paths are resolved first, so another working folder gives another
#      order
#    | fails split_seeded
import hashlib


def split_photos(paths, seed):
    def key(path):
        return hashlib.sha256(f"{seed}:{Path(path).resolve()}".encode()).hexdigest()

    mixed = sorted(paths, key=key)
    first, second = 7 * len(mixed) // 10, 8 * len(mixed) // 10
    return mixed[:first], mixed[first:second], mixed[second:]


# %% wrong list_lowercase_keys: of two photos whose names differ only in capitals one is lost
#    | fails photos_listed
def list_photos(folder):
    found = {}
    for path in Path(folder).rglob("*"):
        if path.is_file() and path.suffix.lower() in (".jpg", ".jpeg", ".png"):
            found[str(path).lower()] = str(path)  # Windows would list some of them twice
    return sorted(found.values())


# %% wrong list_expandvars: a folder whose name holds a $NAME or begins with ~ is another one
#    | fails photos_listed
import os


def list_photos(folder):
    folder = os.path.expandvars(os.path.expanduser(folder))
    photos = []
    for root, _, names in os.walk(folder):
        for name in names:
            if name.lower().endswith((".jpg", ".jpeg", ".png")):
                photos.append(os.path.join(root, name))
    return sorted(photos)


# %% wrong list_chdir: the current folder stays changed, so a second call with a relative folder finds nothing
#    | fails photos_listed
import os


def list_photos(folder):
    os.chdir(folder)
    here = Path.cwd()
    return sorted(
        str(here / path)
        for path in Path(".").rglob("*")
        if path.is_file() and path.suffix.lower() in {".jpg", ".jpeg", ".png"}
    )


# %% wrong split_arrays: np.split gives three arrays of text | fails split_sizes
def split_photos(paths, seed):
    shuffled = np.random.default_rng(seed).permutation(paths)
    first, second = round(0.7 * len(paths)), round(0.8 * len(paths))
    training, validation, test = np.split(shuffled, [first, second])
    return training, validation, test
