"""Exchanges x and y of the texts."""

import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots()
    panel.imshow(counts)
    for row in range(10):
        for column in range(10):
            panel.text(row, column, str(counts[row, column]))
    panel.set_xticks(range(10), names); panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted"); panel.set_ylabel("true")
    return figure
