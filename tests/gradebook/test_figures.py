"""The figures of the class report."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from base64 import b64decode

from autograder.gradebook import figures


def test_bins_hold_every_value_once():
    assert figures.bins([0, 1, 2, 2, 10], 0, 10, 5) == [
        (0, 2, 2),
        (2, 4, 2),
        (4, 6, 0),
        (6, 8, 0),
        (8, 10, 1),
    ]


def test_a_figure_is_an_svg_for_light_and_for_dark():
    drawing = figures.histogram([(0, 1, 3), (1, 2, 1)], "points", "hand-ins", 0.5, "about", tick=str)
    for url in (drawing.light, drawing.dark):
        assert ET.fromstring(b64decode(url.split(",")[1])).tag.endswith("svg")
    assert drawing.light != drawing.dark
