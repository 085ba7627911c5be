"""Sorts pairs, with the spaces of French typography."""

def report(probabilities, language="fr"):
    pairs = sorted(zip(map(float, probabilities), CLASS_NAMES[language]), reverse=True)
    if language == "fr":
        lines = [f"{name}\u00a0: {100 * p:.1f}\u202f%".replace(".", ",") for p, name in pairs]
    else:
        lines = [f"{name}: {p:.1%}" for p, name in pairs]
    return "\n".join(lines) + "\n"
