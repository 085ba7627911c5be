"""Prints the label instead of the name."""

import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = str(label), f"{100 * probabilities[label]:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)
