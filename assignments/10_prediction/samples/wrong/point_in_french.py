"""Keeps the decimal point in French."""

import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)
