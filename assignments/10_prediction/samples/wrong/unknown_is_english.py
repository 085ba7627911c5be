"""Answers in English to every unknown language."""

def with_article(label, language="fr"):
    if language not in CLASS_NAMES:
        language = "en"
    if not 0 <= label <= 9:
        raise ValueError(f"unknown label {label}")
    said = {
        "fr": "Un T-shirt ou un haut,Un pantalon,Un pull,Une robe,Un manteau,Des sandales,Une chemise,"
        "Des baskets,Un sac,Des bottes de cheville",
        "en": "A T-shirt or top,A pair of trousers,A pullover,A dress,A coat,A pair of sandals,A shirt,"
        "A pair of sneakers,A bag,A pair of ankle boots",
    }
    return said[language].split(",")[label]
