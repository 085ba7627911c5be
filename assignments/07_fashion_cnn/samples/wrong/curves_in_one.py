"""Draws all four lines into one pair of axes."""

import matplotlib.pyplot as plt


def learning_curves(history):
    figure, panel = plt.subplots()
    for name in ("accuracy", "val_accuracy", "loss", "val_loss"):
        panel.plot(history[name], label=name)
    panel.set_xlabel("epoch")
    panel.set_ylabel("value")
    panel.legend()
    return figure
