# %% right article_by_rule: chooses the article by groups of labels
def with_article(label, language="fr"):
    if label not in range(10):
        raise ValueError("label: a number from 0 to 9")
    if language not in ("fr", "en"):
        raise ValueError("language: fr or en")
    small = CLASS_NAMES[language][label].replace(
        "T-shirt/", "T-shirt ou un " if language == "fr" else "T-shirt or "
    )
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


# %% right table_of_answers: looks the answer up in a table
_SAID = {
    ("fr", 0): "Un T-shirt ou un haut",
    ("fr", 1): "Un pantalon",
    ("fr", 2): "Un pull",
    ("fr", 3): "Une robe",
    ("fr", 4): "Un manteau",
    ("fr", 5): "Des sandales",
    ("fr", 6): "Une chemise",
    ("fr", 7): "Des baskets",
    ("fr", 8): "Un sac",
    ("fr", 9): "Des bottes de cheville",
    ("en", 0): "A T-shirt or top",
    ("en", 1): "A pair of trousers",
    ("en", 2): "A pullover",
    ("en", 3): "A dress",
    ("en", 4): "A coat",
    ("en", 5): "A pair of sandals",
    ("en", 6): "A shirt",
    ("en", 7): "A pair of sneakers",
    ("en", 8): "A bag",
    ("en", 9): "A pair of ankle boots",
}


def with_article(label, language="fr"):
    try:
        return _SAID[language, int(label)]
    except KeyError:
        raise ValueError(f"nothing known of {label!r} in {language!r}") from None


# %% right sorted_pairs: sorts pairs, with the spaces of French typography
def report(probabilities, language="fr"):
    pairs = sorted(zip(map(float, probabilities), CLASS_NAMES[language]), reverse=True)
    if language == "fr":
        lines = [f"{name}\u00a0: {100 * p:.1f}\u202f%".replace(".", ",") for p, name in pairs]
    else:
        lines = [f"{name}: {p:.1%}" for p, name in pairs]
    return "\n".join(lines) + "\n"


# %% right pandas_series: lets pandas sort; columns aligned
import pandas as pd


def report(probabilities, language="fr"):
    series = pd.Series(probabilities, index=list(CLASS_NAMES[language])).sort_values(ascending=False)
    text = ""
    for name, probability in series.items():
        figure = format(round(probability * 100, 1), "5.1f")
        text += f"{name:<18}: {figure.replace('.', ',') if language == 'fr' else figure} %\n"
    return text


# %% wrong no_article: says the name alone | fails some_articles, all_articles
def with_article(label, language="fr"):
    if language not in CLASS_NAMES:
        raise ValueError(f"unknown language {language}")
    if not 0 <= label <= 9:
        raise ValueError(f"unknown label {label}")
    return CLASS_NAMES[language][label]


# %% wrong always_un: says Un before every French name | fails some_articles, all_articles
def with_article(label, language="fr"):
    if language not in CLASS_NAMES:
        raise ValueError(f"unknown language {language}")
    if not 0 <= label <= 9:
        raise ValueError(f"unknown label {label}")
    said = {
        "fr": "Un T-shirt ou un haut,Un pantalon,Un pull,Un robe,Un manteau,Un sandales,Un chemise,"
        "Un baskets,Un sac,Un bottes de cheville",
        "en": "A T-shirt or top,A pair of trousers,A pullover,A dress,A coat,A pair of sandals,A shirt,"
        "A pair of sneakers,A bag,A pair of ankle boots",
    }
    return said[language].split(",")[label]


# %% wrong singular: says A sandal, A sneaker, An ankle boot: one of a pair
#    | fails some_articles, all_articles
def with_article(label, language="fr"):
    if language not in CLASS_NAMES:
        raise ValueError(f"unknown language {language}")
    if not 0 <= label <= 9:
        raise ValueError(f"unknown label {label}")
    said = {
        "fr": "Un T-shirt ou un haut,Un pantalon,Un pull,Une robe,Un manteau,Des sandales,Une chemise,"
        "Des baskets,Un sac,Des bottes de cheville",
        "en": "A T-shirt or top,A pair of trousers,A pullover,A dress,A coat,A sandal,A shirt,"
        "A sneaker,A bag,An ankle boot",
    }
    return said[language].split(",")[label]


# %% wrong a_trouser: says A trouser | fails all_articles
def with_article(label, language="fr"):
    if language not in CLASS_NAMES:
        raise ValueError(f"unknown language {language}")
    if not 0 <= label <= 9:
        raise ValueError(f"unknown label {label}")
    said = {
        "fr": "Un T-shirt ou un haut,Un pantalon,Un pull,Une robe,Un manteau,Des sandales,Une chemise,"
        "Des baskets,Un sac,Des bottes de cheville",
        "en": "A T-shirt or top,A trouser,A pullover,A dress,A coat,A pair of sandals,A shirt,"
        "A pair of sneakers,A bag,A pair of ankle boots",
    }
    return said[language].split(",")[label]


# %% wrong capital_in_the_middle: keeps the capital letter of the name | fails some_articles, all_articles
def with_article(label, language="fr"):
    if language not in CLASS_NAMES:
        raise ValueError(f"unknown language {language}")
    if not 0 <= label <= 9:
        raise ValueError(f"unknown label {label}")
    said = {
        "fr": "Un T-shirt ou un haut,Un pantalon,Un Pull,Une Robe,Un manteau,Des Sandales,Une chemise,"
        "Des baskets,Un sac,Des Bottes de cheville",
        "en": "A T-shirt or top,A pair of trousers,A pullover,A dress,A coat,A pair of sandals,A shirt,"
        "A pair of sneakers,A bag,A pair of ankle boots",
    }
    return said[language].split(",")[label]


# %% wrong small_t_shirt: writes the T of T-shirt small | fails all_articles
def with_article(label, language="fr"):
    if language not in CLASS_NAMES:
        raise ValueError(f"unknown language {language}")
    if not 0 <= label <= 9:
        raise ValueError(f"unknown label {label}")
    said = {
        "fr": "Un t-shirt ou un haut,Un pantalon,Un pull,Une robe,Un manteau,Des sandales,Une chemise,"
        "Des baskets,Un sac,Des bottes de cheville",
        "en": "A t-shirt or top,A pair of trousers,A pullover,A dress,A coat,A pair of sandals,A shirt,"
        "A pair of sneakers,A bag,A pair of ankle boots",
    }
    return said[language].split(",")[label]


# %% wrong labels_exchanged: exchanges sandals and sneakers | fails some_articles, all_articles
def with_article(label, language="fr"):
    if language not in CLASS_NAMES:
        raise ValueError(f"unknown language {language}")
    if not 0 <= label <= 9:
        raise ValueError(f"unknown label {label}")
    said = {
        "fr": "Un T-shirt ou un haut,Un pantalon,Un pull,Une robe,Un manteau,Des baskets,Une chemise,"
        "Des sandales,Un sac,Des bottes de cheville",
        "en": "A T-shirt or top,A pair of trousers,A pullover,A dress,A coat,A pair of sneakers,A shirt,"
        "A pair of sandals,A bag,A pair of ankle boots",
    }
    return said[language].split(",")[label]


# %% wrong counts_from_the_end: lets a negative label count from the end | fails unknown_refused
def with_article(label, language="fr"):
    if language not in CLASS_NAMES:
        raise ValueError(f"unknown language {language}")
    if label > 9:
        raise ValueError(f"unknown label {label}")
    said = {
        "fr": "Un T-shirt ou un haut,Un pantalon,Un pull,Une robe,Un manteau,Des sandales,Une chemise,"
        "Des baskets,Un sac,Des bottes de cheville",
        "en": "A T-shirt or top,A pair of trousers,A pullover,A dress,A coat,A pair of sandals,A shirt,"
        "A pair of sneakers,A bag,A pair of ankle boots",
    }
    return said[language].split(",")[label]


# %% wrong unknown_is_english: answers in English to every unknown language | fails unknown_refused
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


# %% wrong raises_key_error: leaves KeyError and IndexError to the caller | fails unknown_refused
def with_article(label, language="fr"):
    said = {
        "fr": "Un T-shirt ou un haut,Un pantalon,Un pull,Une robe,Un manteau,Des sandales,Une chemise,"
        "Des baskets,Un sac,Des bottes de cheville",
        "en": "A T-shirt or top,A pair of trousers,A pullover,A dress,A coat,A pair of sandals,A shirt,"
        "A pair of sneakers,A bag,A pair of ankle boots",
    }
    return said[language].split(",")[label]


# %% wrong language_ignored: always answers in French | fails some_articles, all_articles
def with_article(label, language="fr"):
    if language not in CLASS_NAMES:
        raise ValueError(f"unknown language {language}")
    if not 0 <= label <= 9:
        raise ValueError(f"unknown label {label}")
    said = {
        "fr": "Un T-shirt ou un haut,Un pantalon,Un pull,Une robe,Un manteau,Des sandales,Une chemise,"
        "Des baskets,Un sac,Des bottes de cheville",
        "en": "A T-shirt or top,A pair of trousers,A pullover,A dress,A coat,A pair of sandals,A shirt,"
        "A pair of sneakers,A bag,A pair of ankle boots",
    }
    return said["fr"].split(",")[label]


# %% wrong in_label_order: goes through the labels from 0 to 9 | fails ten_lines, most_probable_first
def report(probabilities, language="fr"):
    lines = []
    for label in range(len(probabilities)):
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)


# %% wrong least_probable_first: sorts in ascending order | fails ten_lines, most_probable_first
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities):
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)


# %% wrong fractions_with_a_percent_sign: prints 0.9 % for nine tenths | fails decimal_sign, percentages
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES[language][label], f"{probabilities[label]:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)


# %% wrong whole_percents: rounds to whole percents | fails decimal_sign, percentages
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.0f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)


# %% wrong point_in_french: keeps the decimal point in French | fails decimal_sign
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)


# %% wrong comma_in_english: writes a comma in English, too | fails decimal_sign
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"
        percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)


# %% wrong names_and_figures_apart: sorts the figures and not the names with them
#    | fails ten_lines, most_probable_first, percentages
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label, probability in enumerate(np.sort(probabilities)[::-1]):
        name, percent = CLASS_NAMES[language][label], f"{100 * probability:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)


# %% wrong names_in_english: always names the classes in English | fails ten_lines, most_probable_first
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES["en"][label], f"{100 * probabilities[label]:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)


# %% wrong first_three: reports only the three most probable classes
#    | fails ten_lines, most_probable_first, percentages
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[:-4:-1]:
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)


# %% wrong one_long_line: separates the classes by commas | fails ten_lines, most_probable_first, percentages
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return ", ".join(lines)


# %% wrong labels_not_names: prints the label instead of the name
#    | fails ten_lines, most_probable_first, percentages
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = str(label), f"{100 * probabilities[label]:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    return "\n".join(lines)


# %% wrong printed_not_returned: prints the report and returns nothing
#    | fails ten_lines, decimal_sign, most_probable_first, percentages
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"
        if language == "fr":
            percent = percent.replace(".", ",")
        lines.append(f"{name} : {percent} %")
    print("\n".join(lines))


# %% wrong python_integers_only: refuses NumPy integers | fails all_articles
say = with_article


def with_article(label, language="fr"):
    if type(label) is not int:
        raise ValueError(f"expected a whole number, received {label!r}")
    return say(label, language)


# %% wrong english_unless_asked: answers in English where no language is given
#    | fails some_articles, all_articles
say = with_article


def with_article(label, language="en"):
    return say(label, language)


# %% wrong ties_lost: keeps the classes in a dictionary by their probability | fails ten_lines
def report(probabilities, language="fr"):
    named = {float(p): name for p, name in zip(probabilities, CLASS_NAMES[language])}
    lines = [f"{named[p]}: {100 * p:.1f} %" for p in sorted(named, reverse=True)]
    return "\n".join(line.replace(".", ",") if language == "fr" else line for line in lines)


# %% wrong report_in_english_unless_asked: reports in English where no language is given | fails decimal_sign
tell = report


def report(probabilities, language="en"):
    return tell(probabilities, language)


# %% wrong dash_for_colon: a dash instead of the colon | fails percentages
tell = report


def report(probabilities, language="fr"):
    return tell(probabilities, language).replace(":", "-")


# %% right wa_match: a table, operator.index
WORDS = {
    "fr": "Un T-shirt ou un haut,Un pantalon,Un pull,Une robe,Un manteau,Des sandales,Une chemise,Des baskets,Un sac,Des bottes de cheville",
    "en": "A T-shirt or top,A pair of trousers,A pullover,A dress,A coat,A pair of sandals,A shirt,A pair of sneakers,A bag,A pair of ankle boots",
}


def with_article(label, language="fr"):
    try:
        if label < 0:
            raise IndexError
        return WORDS[language].split(",")[label]
    except (KeyError, IndexError) as e:
        raise ValueError("label or language") from e


# %% right re_sorted: sorted pairs, aligned, with narrow spaces
def report(probabilities, language="fr"):
    pairs = sorted(zip(CLASS_NAMES[language], map(float, probabilities)), key=lambda pair: -pair[1])
    text = "\n".join("{:<18}:{:6.1f}%".format(name, 100 * p) for name, p in pairs)
    return text.replace(".", ",") if language == "fr" else text


# %% wrong re_by_percent: order of the rounded percentages | fails most_probable_first
import numpy as np


def report(probabilities: np.ndarray, language: str = "fr") -> str:
    lines = []
    for label in np.argsort(np.round(probabilities, 3), kind="stable")[::-1]:
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"
        lines.append(
            f"{name} : {percent.replace('.', ',')} %" if language == "fr" else f"{name}: {percent} %"
        )
    return "\n".join(lines)


# %% wrong re_consumes: spoils the probabilities it is given | fails percentages
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for _ in range(10):
        label = int(np.argmax(probabilities))
        percent = f"{100 * probabilities[label]:.1f}"
        lines.append(
            f"{CLASS_NAMES[language][label]} : {percent.replace('.', ',')} %"
            if language == "fr"
            else f"{CLASS_NAMES[language][label]}: {percent} %"
        )
        probabilities[label] = -1
    return "\n".join(lines)


# %% wrong re_no_zeros: leaves 0.0 % out | fails ten_lines
import numpy as np


def report(probabilities: np.ndarray, language: str = "fr") -> str:
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"
        lines.append(
            f"{name} : {percent.replace('.', ',')} %" if language == "fr" else f"{name}: {percent} %"
        )
    return "\n".join(line for line in lines if " 0,0 " not in line and " 0.0 " not in line)


# %% wrong re_dict: two equal probabilities share a line | fails ten_lines
def report(probabilities, language="fr"):
    names = {float(p): name for p, name in zip(probabilities, CLASS_NAMES[language])}
    lines = []
    for p in sorted(names, reverse=True):
        percent = f"{100 * p:.1f}"
        lines.append(
            f"{names[p]} : {percent.replace('.', ',')} %" if language == "fr" else f"{names[p]}: {percent} %"
        )
    return "\n".join(lines)


# %% wrong re_no_point_zero: writes 50 % for 50.0 % | fails percentages
def report(probabilities, language="fr"):
    lines = []
    for label in sorted(range(10), key=lambda each: -probabilities[each]):
        value = f"{100 * probabilities[label]:.1f}".removesuffix(".0")
        if language == "fr":
            value = value.replace(".", ",")
        lines.append(f"{CLASS_NAMES[language][label]}: {value} %")
    return "\n".join(lines)


# %% wrong two_letters_of_the_language: looks at the first two letters alone | fails unknown_refused
_answer = with_article


def with_article(label, language="fr"):
    return _answer(label, language[:2])


# %% wrong far_negative: knows negative labels down to -10 | fails unknown_refused
ARTICLES = {
    "fr": (
        "Un T-shirt ou un haut",
        "Un pantalon",
        "Un pull",
        "Une robe",
        "Un manteau",
        "Des sandales",
        "Une chemise",
        "Des baskets",
        "Un sac",
        "Des bottes de cheville",
    ),
    "en": (
        "A T-shirt or top",
        "A pair of trousers",
        "A pullover",
        "A dress",
        "A coat",
        "A pair of sandals",
        "A shirt",
        "A pair of sneakers",
        "A bag",
        "A pair of ankle boots",
    ),
}


def with_article(label, language="fr"):
    if language not in ARTICLES:
        raise ValueError(f"unknown language: {language!r}")
    if label > 9 or label in range(-10, 0):
        raise ValueError(f"no such label: {label}")
    return ARTICLES[language][label]


# %% wrong regions_accepted: looks at the first two letters of the language | fails unknown_refused
ARTICLES = {
    "fr": (
        "Un T-shirt ou un haut",
        "Un pantalon",
        "Un pull",
        "Une robe",
        "Un manteau",
        "Des sandales",
        "Une chemise",
        "Des baskets",
        "Un sac",
        "Des bottes de cheville",
    ),
    "en": (
        "A T-shirt or top",
        "A pair of trousers",
        "A pullover",
        "A dress",
        "A coat",
        "A pair of sandals",
        "A shirt",
        "A pair of sneakers",
        "A bag",
        "A pair of ankle boots",
    ),
}


def with_article(label, language="fr"):
    if language[2:3] in ("-", "_"):
        language = language[:2]
    if language not in ARTICLES:
        raise ValueError(f"unknown language: {language!r}")
    if not 0 <= label <= 9:
        raise ValueError(f"no such label: {label}")
    return ARTICLES[language][label]


# %% wrong cut_not_rounded: cuts the percentages after their first decimal | fails percentages
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        percent = f"{int(probabilities[label] * 1000) / 10:.1f}"
        if language == "fr":
            lines.append(f"{CLASS_NAMES['fr'][label]} : {percent.replace('.', ',')} %")
        else:
            lines.append(f"{CLASS_NAMES['en'][label]}: {percent} %")
    return "\n".join(lines)


# %% wrong label_as_uint8: casts the label to uint8 first | fails unknown_refused
import numpy as np

ARTICLES = {
    "fr": (
        "Un T-shirt ou un haut",
        "Un pantalon",
        "Un pull",
        "Une robe",
        "Un manteau",
        "Des sandales",
        "Une chemise",
        "Des baskets",
        "Un sac",
        "Des bottes de cheville",
    ),
    "en": (
        "A T-shirt or top",
        "A pair of trousers",
        "A pullover",
        "A dress",
        "A coat",
        "A pair of sandals",
        "A shirt",
        "A pair of sneakers",
        "A bag",
        "A pair of ankle boots",
    ),
}


def with_article(label, language="fr"):
    if language not in ARTICLES:
        raise ValueError(f"unknown language: {language!r}")
    label = int(np.array(label).astype(np.uint8))
    if not 0 <= label <= 9:
        raise ValueError(f"no such label: {label}")
    return ARTICLES[language][label]


# %% wrong language_by_substring: looks for the language in a text that holds both | fails unknown_refused
ARTICLES = {
    "fr": (
        "Un T-shirt ou un haut",
        "Un pantalon",
        "Un pull",
        "Une robe",
        "Un manteau",
        "Des sandales",
        "Une chemise",
        "Des baskets",
        "Un sac",
        "Des bottes de cheville",
    ),
    "en": (
        "A T-shirt or top",
        "A pair of trousers",
        "A pullover",
        "A dress",
        "A coat",
        "A pair of sandals",
        "A shirt",
        "A pair of sneakers",
        "A bag",
        "A pair of ankle boots",
    ),
}


def with_article(label, language="fr"):
    if language not in "fr, en":
        raise ValueError(f"unknown language: {language!r}")
    if not 0 <= label <= 9:
        raise ValueError(f"no such label: {label}")
    return ARTICLES[language][label]


# %% right copy_and_argmax: takes the largest of a copy ten times
import numpy as np


def report(probabilities, language="fr"):
    left = [float(value) for value in probabilities]
    between, mark = (" : ", ",") if language == "fr" else (": ", ".")
    result = ""
    for _ in range(10):
        best = int(np.argmax(left))
        whole, part = f"{100 * probabilities[best]:.1f}".split(".")
        if result:
            result += "\n"
        result += f"{CLASS_NAMES[language][best]}{between}{whole}{mark}{part} %"
        left[best] = -1.0
    return result


# %% wrong sorted_fractions: sorts the figures alone, and calls fractions percentages
#    | fails ten_lines, decimal_sign, most_probable_first, percentages
def report(probabilities, language="fr"):
    lines = []
    for name, probability in zip(CLASS_NAMES[language], sorted(probabilities)):
        figure = f"{probability:.1f}"
        lines.append(f"{name} : {figure.replace('.', ',') if language == 'fr' else figure} %")
    return "\n".join(lines)


# %% wrong wa_label_as_text: looks for the label in the text "0123456789", in which there is 12, too
#    | fails unknown_refused
def with_article(label, language="fr"):
    said = {
        "fr": ("Un T-shirt ou un haut", "Un pantalon", "Un pull", "Une robe", "Un manteau", "Des sandales")
        + ("Une chemise", "Des baskets", "Un sac", "Des bottes de cheville"),
        "en": ("A T-shirt or top", "A pair of trousers", "A pullover", "A dress", "A coat", "A pair of sandals")
        + ("A shirt", "A pair of sneakers", "A bag", "A pair of ankle boots"),
    }
    if language not in said or str(label) not in "0123456789":
        raise ValueError(f"{label!r}, {language!r}")
    return said[language][int(label)]


# %% wrong wa_blanks_forgiven: takes blanks off the language | fails unknown_refused
def with_article(label, language="fr"):
    said = {
        "fr": ("Un T-shirt ou un haut", "Un pantalon", "Un pull", "Une robe", "Un manteau", "Des sandales")
        + ("Une chemise", "Des baskets", "Un sac", "Des bottes de cheville"),
        "en": ("A T-shirt or top", "A pair of trousers", "A pullover", "A dress", "A coat", "A pair of sandals")
        + ("A shirt", "A pair of sneakers", "A bag", "A pair of ankle boots"),
    }
    language = language.strip()
    if language not in said or not 0 <= label <= 9:
        raise ValueError(f"{label!r}, {language!r}")
    return said[language][label]


# %% wrong wa_end_of_line_forgiven: a pattern that ends in $, before which there may be the end of a line
#    | fails unknown_refused
def with_article(label, language="fr"):
    import re

    said = {
        "fr": ("Un T-shirt ou un haut", "Un pantalon", "Un pull", "Une robe", "Un manteau", "Des sandales")
        + ("Une chemise", "Des baskets", "Un sac", "Des bottes de cheville"),
        "en": ("A T-shirt or top", "A pair of trousers", "A pullover", "A dress", "A coat", "A pair of sandals")
        + ("A shirt", "A pair of sneakers", "A bag", "A pair of ankle boots"),
    }
    found = re.match(r"(fr|en)$", language)
    if not found or label not in range(10):
        raise ValueError(f"{label!r}, {language!r}")
    return said[found[1]][label]


# %% wrong re_shares_of_the_sum: divides by the sum of the ten | fails percentages
import numpy as np


def report(probabilities, language="fr"):
    shares = np.asarray(probabilities, float) / (np.sum(probabilities) or 1)
    lines = []
    for label in np.argsort(shares)[::-1]:
        text = f"{CLASS_NAMES[language][label]}: {100 * shares[label]:.1f} %"
        lines.append(text.replace(".", ",") if language == "fr" else text)
    return "\n".join(lines)


# %% wrong re_empty_lines: leaves a line free between two | fails ten_lines
import numpy as np


def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        text = f"{CLASS_NAMES[language][label]}: {100 * probabilities[label]:.1f} %"
        lines.append(text.replace(".", ",") if language == "fr" else text)
    return "\n\n".join(lines)


# %% wrong product_of_differences: of a uint8 label, 9 - label wraps around, and 200 ends as an IndexError
#    | fails unknown_refused
_SAID = {
    "fr": "Un T-shirt ou un haut|Un pantalon|Un pull|Une robe|Un manteau|Des sandales|Une chemise|Des baskets|Un sac|Des bottes de cheville",
    "en": "A T-shirt or top|A pair of trousers|A pullover|A dress|A coat|A pair of sandals|A shirt|A pair of sneakers|A bag|A pair of ankle boots",
}


def with_article(label, language="fr"):
    if language not in _SAID:
        raise ValueError(f"unknown language: {language}")
    if label * (9 - label) < 0:
        raise ValueError(f"no such label: {label}")
    return _SAID[language].split("|")[label]


# %% wrong less_than_a_tenth: what rounds to nothing is told as "< 0.1 %" | fails percentages
def report(probabilities, language="fr"):
    def percent(p):
        text = "< 0.1" if p < 0.0005 else f"{100 * p:.1f}"
        return text.replace(".", ",") if language == "fr" else text

    order = sorted(range(10), key=lambda label: probabilities[label], reverse=True)
    return "\n".join(f"{CLASS_NAMES[language][label]} : {percent(probabilities[label])} %" for label in order)


# %% wrong rounded_twice: rounded to two decimals and then to one, so 12.346 becomes 12.35 and then 12.4
#    | fails percentages
def report(probabilities, language="fr"):
    from decimal import ROUND_HALF_UP, Decimal

    def percent(p):
        twice = Decimal(f"{100 * float(p):.2f}").quantize(Decimal("0.1"), ROUND_HALF_UP)
        return str(twice).replace(".", {"fr": ",", "en": "."}[language])

    order = np.argsort(probabilities)[::-1]
    return "\n".join(f"{CLASS_NAMES[language][label]}: {percent(probabilities[label])} %" for label in order)


# %% wrong rounded_twice_in_numpy: rounded to two decimals, then to one: 40.447 becomes 40.45, and 40.5
#    | fails percentages
def report(probabilities, language="fr"):
    percentages = np.round(100 * np.asarray(probabilities, dtype=np.float64), 2)
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        number = f"{percentages[label]:.1f}"
        if language == "fr":
            lines.append(f"{CLASS_NAMES['fr'][label]} : {number.replace('.', ',')} %")
        else:
            lines.append(f"{CLASS_NAMES[language][label]}: {number} %")
    return "\n".join(lines)


# %% wrong never_100: no probability is written as more than 99.9 | fails percentages
def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES[language][label], f"{min(100 * probabilities[label], 99.9):.1f}"
        lines.append(
            f"{name} : {percent.replace('.', ',')} %" if language == "fr" else f"{name}: {percent} %"
        )
    return "\n".join(lines)


# %% wrong four_characters: a format of four characters, by cutting | fails percentages
def report(probabilities, language="fr"):
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"[:4]
        lines.append(
            f"{name} : {percent.replace('.', ',')} %" if language == "fr" else f"{name}: {percent} %"
        )
    return "\n".join(lines)
