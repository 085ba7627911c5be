"""What must run beside the answer: a call with arrays that lie in memory in other ways, which no message can carry."""

import inspect
from pathlib import Path
from typing import Any

import numpy as np


def write(path, content) -> None:
    """Write another content to a file that was read before."""
    Path(path).write_bytes(content)


def new_arrays(function, *paths) -> bool:
    """Return whether each call of `function` returns arrays of its own: what is done to them is not found by the next."""
    first, second = function(*paths), function(*paths)
    arrays = [pair for pair in zip(first, second) if all(isinstance(each, np.ndarray) for each in pair)]
    return not any(one.flags.writeable and np.shares_memory(one, other) for one, other in arrays)


def laid_out(function, images, layout: str) -> Any:
    """Return what `function` makes of `images`, laid out otherwise in memory.

    They lie in "fortran" order, are a "view" of every other image, a "crop" out of a larger frame, or "turned" on the
    side where height and width changed places.
    """
    if layout == "fortran":
        return function(np.asfortranarray(images))
    if layout == "crop":
        frame = np.full(
            (len(images), images.shape[1] + 3, images.shape[2] + 2, *images.shape[3:]), 7, images.dtype
        )
        frame[:, 1:-2, 1:-1] = images
        return function(frame[:, 1:-2, 1:-1])
    if layout == "turned":
        return function(np.ascontiguousarray(images.swapaxes(1, 2)).swapaxes(1, 2))
    return function(np.repeat(images, 2, axis=0)[::2])


def with_other_hashes(split, images, labels, share, seed) -> np.ndarray:
    """Return the labels held out where `hash` gives a text another number, as it does in another process.

    In the answer alone: what it calls keeps the numbers that its tables were made with.
    """
    names = getattr(inspect.unwrap(split), "__globals__", {})
    usual = names.get("hash", hash)

    def another(value: Any) -> int:
        return usual((usual(value), "another process")) if _holds_text(value) else usual(value)

    names["hash"] = another
    try:
        return np.asarray(split(images, labels, share, seed)[1][1])
    finally:
        names["hash"] = usual


def times_held(split, labels, share, seeds, alike) -> np.ndarray:
    """Return how often each example is in the part held out, over the seeds 0 … `seeds` - 1.

    Its image tells which one it is; where the images are all alike, its label.
    """
    count = len(labels)
    numbers = np.arange(count)
    times = np.zeros(count, int)
    for seed in range(seeds):
        images = np.zeros((count, 2), int) if alike else numbers[:, None] + np.array([0, 7])
        _, (held, held_labels) = split(images, labels.copy(), share, seed)
        first = np.asarray(held_labels, int).ravel() if alike else np.asarray(held, int).ravel()[::2]
        times += np.bincount(np.clip(first, 0, count - 1), minlength=count)
    return times


def _holds_text(value) -> bool:
    """Return whether `value` is a text, or bytes, or holds one: the hash of those alone changes with the process."""
    if isinstance(value, (tuple, frozenset)):
        return any(_holds_text(each) for each in value)
    return isinstance(value, (str, bytes))
