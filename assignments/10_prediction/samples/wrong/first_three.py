"""Reports only the three most probable classes."""

import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[:-4:-1]:
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)
