"""Says the name alone."""

def with_article(label, language="fr"):
    if language not in CLASS_NAMES:
        raise ValueError(f"unknown language {language}")
    if not 0 <= label <= 9:
        raise ValueError(f"unknown label {label}")
    return CLASS_NAMES[language][label]
