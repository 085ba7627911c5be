"""Writes no counts."""

import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    panel.set_xticks(range(10), names, rotation=60)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted")
    panel.set_ylabel("true")
    return figure
