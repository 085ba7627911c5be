"""The pictures of the statement: `autograder figures NN` draws them."""

from __future__ import annotations

from matplotlib.figure import Figure

from autograder.release import drawing as d


def opening(language: str) -> Figure:
    """Draw what will be possible in the end. || Dessine ce qui sera possible à la fin."""
    figure, axes = d.card(7.4, 1.6)
    words = "FILL IN: ce qui est dessiné" if language == "fr" else "FILL IN: what is drawn"
    d.words(axes, 3.7, 0.8, words)
    return figure


def diagram(language: str) -> Figure:
    """Draw how it works. || Dessine comment cela marche."""
    figure, axes = d.card(7.4, 1.6)
    words = (
        ("nombre", "plus un") if language == "fr" else ("number", "plus one")
    )  # FILL IN: the diagram || FILL IN: le schéma
    d.box(axes, 1.5, 0.55, 1.4, 0.5, words[0])
    d.arrow(axes, (3.0, 0.8), (4.4, 0.8))
    d.box(axes, 4.5, 0.55, 1.4, 0.5, words[1])
    return figure
