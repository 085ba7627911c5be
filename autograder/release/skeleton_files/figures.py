"""The pictures of the statement: `autograder figures NN` draws them. || Les images de l’énoncé : `autograder figures NN` les dessine."""

from __future__ import annotations

from matplotlib.figure import Figure

from autograder.release import drawing as d


def opening(language: str) -> Figure:
    """Draw what will be possible in the end. || Dessine ce qui sera possible à la fin."""
    figure, axes = d.card(7.4, 1.6)
    words = {"en": "FILL IN: what is drawn", "fr": "À COMPLÉTER : ce qui est dessiné"}[language]
    d.words(axes, 3.7, 0.8, words)
    return figure


def diagram(language: str) -> Figure:
    """Draw how it works. || Dessine comment cela marche."""
    figure, axes = d.card(7.4, 1.6)
    # FILL IN: the diagram || À COMPLÉTER : le schéma
    before, after = {"en": ("number", "plus one"), "fr": ("nombre", "plus un")}[language]
    d.box(axes, 1.5, 0.55, 1.4, 0.5, before)
    d.arrow(axes, (3.0, 0.8), (4.4, 0.8))
    d.box(axes, 4.5, 0.55, 1.4, 0.5, after)
    return figure
