"""FILL IN: one sentence about this assignment.

En français :

À COMPLÉTER : une phrase sur ce devoir.
"""

# %% setup
from __future__ import annotations


# %% q1
def answer(number: float) -> float:
    """Return `number` plus one.

    Args:
        number: FILL IN: shape, type, range; what a caller cannot guess. A check tests
            nothing that the docstring leaves out.

    En français :

    Renvoie `number` plus un.

    Arguments :
        number : À COMPLÉTER : la forme, le type, les valeurs permises ; ce qui ne se devine pas.
    """
    # BEGIN SOLUTION
    return number + 1  # FILL IN: the reference answer || À COMPLÉTER : le corrigé
    # END SOLUTION
