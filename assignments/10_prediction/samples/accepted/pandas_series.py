"""Lets pandas sort; columns aligned."""

import pandas as pd


def report(probabilities, language="fr"):
    series = pd.Series(probabilities, index=list(CLASS_NAMES[language])).sort_values(ascending=False)
    text = ""
    for name, probability in series.items():
        figure = format(round(probability * 100, 1), "5.1f")
        text += f"{name:<18}: {figure.replace('.', ',') if language == 'fr' else figure} %\n"
    return text
