"""Chooses the article by groups of labels."""

def with_article(label, language="fr"):
    if label not in range(10):
        raise ValueError("label: a number from 0 to 9")
    if language not in ("fr", "en"):
        raise ValueError("language: fr or en")
    small = CLASS_NAMES[language][label].replace("T-shirt/", "T-shirt ou un " if language == "fr" else "T-shirt or ")
    if label > 0:
        small = small[0].lower() + small[1:]
    if language == "fr":
        if label in (3, 6):
            return "Une " + small
        if label in (5, 7, 9):
            return "Des " + small
        return "Un " + small
    if label in (1, 5, 7, 9):
        return "A pair of " + small + "s"
    return "A " + small
