"""Kinds of hand-in: what students really send, a file a theme. `tests/doors.py` brings each by every door."""

from __future__ import annotations

from tests.kinds import (
    archives,
    editors,
    encodings,
    everyday,
    folders,
    magics,
    names,
    not_quite_python,
    notebooks,
    places,
    python,
    several,
)
from tests.kinds.parts import Kind

THEMES = (
    python,
    encodings,
    not_quite_python,
    notebooks,
    editors,
    magics,
    names,
    several,
    folders,
    archives,
    everyday,
    places,
)
KINDS: dict[str, Kind] = {name: kind for theme in THEMES for name, kind in theme.KINDS.items()}
