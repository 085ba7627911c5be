"""Where in a worker's memory the judge may look: arguments that it wants to see again, and NumPy's global generator.

Made before a line of the student's runs, and told to the judge then.
"""

from __future__ import annotations

import mmap
from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.judge.wire.protocol import BOARD_BYTES


class Board:
    """A stretch of memory that holds the arguments of calls whose arguments are looked at afterwards."""

    def __init__(self) -> None:
        # Private: what a child of the worker does to its copy is not done to the argument.
        self._memory = mmap.mmap(-1, BOARD_BYTES, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        self.address = np.frombuffer(self._memory, np.uint8).ctypes.data

    def placed(self, args: tuple[Any, ...], places: Mapping[int, int]) -> tuple[Any, ...]:
        """Return the arguments, those named in `places` (number: offset) as arrays that lie there."""
        moved = list(args)
        for number, offset in places.items():
            given = moved[number]
            there = np.frombuffer(self._memory, given.dtype, given.size, offset).reshape(given.shape)
            there[...] = given
            moved[number] = there
        return tuple(moved)


def generator_address() -> int:
    """Return where NumPy's global generator keeps its state: 624 words and the place among them."""
    return int(np.random.mtrand._rand._bit_generator.ctypes.state_address)
