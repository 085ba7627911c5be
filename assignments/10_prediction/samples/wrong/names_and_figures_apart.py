"""Sorts the figures and not the names with them."""

import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label, probability in enumerate(np.sort(probabilities)[::-1]):
        name, percent = CLASS_NAMES[language][label], f"{100 * probability:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)
