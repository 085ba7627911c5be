"""Chooses the article by groups of labels."""

def with_article(label, language="fr"):
    if label not in range(10):
        raise ValueError("label: a number from 0 to 9")
    name = CLASS_NAMES["fr" if language == "fr" else "en"][label]
    small = name if "T-shirt" in name else name[0].lower() + name[1:]
    if language == "fr":
        if label in (3, 6):
            return "Une " + small
        if label in (5, 7, 9):
            return "Des " + small
        return "Un " + small
    elif language == "en":
        if label == 1:
            return "A pair of trousers"
        return ("An " if small[0] in "aeiou" else "A ") + small
    raise ValueError("language: fr or en")
