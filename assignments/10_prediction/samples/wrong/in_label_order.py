"""Goes through the labels from 0 to 9."""

def report(probabilities, language="fr"):
    lines = []
    for label in range(len(probabilities)):
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)
