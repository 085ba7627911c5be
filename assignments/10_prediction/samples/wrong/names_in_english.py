"""Always names the classes in English."""

import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES["en"][label], f"{100 * probabilities[label]:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)
