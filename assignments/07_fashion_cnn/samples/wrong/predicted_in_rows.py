"""Exchanges true and predicted classes."""

import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (predicted, labels), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            panel.text(column, row, str(counts[row, column]), ha="center", va="center", fontsize=8)
    panel.set_xticks(range(10), names, rotation=60)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted")
    panel.set_ylabel("true")
    return figure
