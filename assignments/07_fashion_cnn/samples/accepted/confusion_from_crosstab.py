"""Counts with pandas, draws with matshow and a colour bar."""

import matplotlib.pyplot as plt
import pandas as pd


def confusion_figure(labels, predicted, names):
    table = pd.crosstab(pd.Series(labels), pd.Series(predicted))
    table = table.reindex(index=range(10), columns=range(10), fill_value=0)
    fig = plt.figure()
    axes = fig.add_subplot()
    drawn = axes.matshow(table)
    fig.colorbar(drawn)
    for true, row in table.iterrows():
        for guess, count in row.items():
            if count:
                axes.annotate(f"{count:d}", (guess, true), ha="center")
    axes.set(xlabel="classe prédite", ylabel="vraie classe")
    axes.set_xticks(range(10))
    axes.set_xticklabels(names, rotation=90)
    axes.set_yticks(range(10))
    axes.set_yticklabels(names)
    return fig
