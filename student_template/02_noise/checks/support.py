"""What must run beside the answer: arrays that lie in memory in other ways, and what a call leaves behind."""

from __future__ import annotations

import builtins
import random
import sys
from typing import Any, Literal

import numpy as np


def laid_out(
    function, images, strength, seed, layout: str
) -> dict[Literal["noisy", "after", "writeable"], Any]:
    """Return what `function` makes of the images, what they are afterwards, and whether they may be written to.

    They lie in "fortran" order, are a "view" of every other row of a larger array, from the last row to the first, or
    "turned" on the side where height and width changed places.
    """
    given = np.asfortranarray(images)
    if layout == "view":
        given = np.repeat(images[:, ::-1], 2, axis=1)[:, ::-2]
    if layout == "turned":
        given = np.ascontiguousarray(images.swapaxes(1, 2)).swapaxes(1, 2)
    noisy = function(given, strength, seed=seed)
    return {"noisy": noisy, "after": np.ascontiguousarray(given), "writeable": given.flags.writeable}


def with_numpy_number(function, images, strength, seed) -> Any:
    """Return what `function` returns for a strength as NumPy gives it; what crosses from the judge is a Python float."""
    return function(images, np.float64(strength), seed=seed)


def keeps_what_it_returned(function, images, strength) -> bool:
    """Return whether what `function` returned stays as it was when it is called again."""
    first = function(images.copy(), strength, seed=1)
    before = np.array(first)
    function(images.copy(), strength, seed=2)
    return np.array_equal(before, first)


def other_hashes(function, images, strength, seed) -> Any:
    """Return what `function` makes of the images where `hash` gives a text another number, as it does in another process."""
    usual = builtins.hash

    def another(value: Any) -> int:
        return usual((usual(value), "another process")) if _holds_text(value) else usual(value)

    builtins.hash = another
    try:
        return function(images, strength, seed=seed)
    finally:
        builtins.hash = usual


def disturbed_generators(function, images, strength) -> list[Literal["Python", "TensorFlow"]]:
    """Return whose global generators a call of `function` draws from or seeds."""
    function(images, strength, seed=1)  # what is imported by the first call may draw from them
    before = random.getstate()
    for each in (images, images.astype(np.float64)):
        function(each, strength, seed=7)
    found: list[Literal["Python", "TensorFlow"]] = [] if random.getstate() == before else ["Python"]
    if (tensorflow := sys.modules.get("tensorflow")) is not None:  # else nothing of it can have been used
        draws = []
        for given in ([], [images, images.astype(np.float64)]):
            tensorflow.random.set_seed(20_311)
            first = float(tensorflow.random.uniform(()))
            for each in given:
                function(each, strength, seed=7)
            draws.append((first, float(tensorflow.random.uniform(()))))
        shared = tensorflow.random.Generator.from_seed(20_311)  # another one, which set_seed does not touch
        tensorflow.random.set_global_generator(shared)
        before = shared.state.numpy().tolist()
        function(images, strength, seed=7)
        same = tensorflow.random.get_global_generator() is shared and shared.state.numpy().tolist() == before
        if draws[0] != draws[1] or not same:
            found.append("TensorFlow")
    return found


def _holds_text(value) -> bool:
    """Return whether `value` is a text, or bytes, or holds one: the hash of those alone changes with the process."""
    if isinstance(value, (tuple, frozenset)):
        return any(_holds_text(each) for each in value)
    return isinstance(value, (str, bytes))
