"""Counts in a loop, draws with pyplot."""

import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels, predicted, names):
    matrix = np.array([[0.0] * 10 for _ in range(10)])
    for true, guess in zip(labels, predicted):
        matrix[true][guess] += 1
    figure = plt.figure(figsize=(8, 6))
    plt.imshow(matrix, interpolation="nearest")
    plt.colorbar()
    for i in range(10):
        for j in range(10):
            plt.text(j, i, "%d" % matrix[i, j], color="white")
    plt.xticks(np.arange(10), names)
    plt.yticks(np.arange(10), names)
    plt.xlabel("predicted class")
    plt.ylabel("true class")
    return figure
