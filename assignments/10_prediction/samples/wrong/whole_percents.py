"""Rounds to whole percents."""

import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.0f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)
