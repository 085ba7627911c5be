"""Leaves out classes that do not occur."""

import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    there = np.union1d(labels, predicted)
    counts = counts[np.ix_(there, there)]
    names = [names[label] for label in there]
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(len(counts)):
        for column in range(len(counts)):
            panel.text(column, row, str(counts[row, column]), ha="center", va="center", fontsize=8)
    panel.set_xticks(range(len(counts)), names, rotation=60)
    panel.set_yticks(range(len(counts)), names)
    panel.set_xlabel("predicted")
    panel.set_ylabel("true")
    return figure
