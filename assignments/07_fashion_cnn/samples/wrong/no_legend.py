"""Has no legend."""

import matplotlib.pyplot as plt


def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(10, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history[f"val_{name}"], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
    return figure
