"""Shows one minus the accuracy."""

import matplotlib.pyplot as plt


def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(10, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(
            epochs, [1 - value if name == "accuracy" else value for value in history[name]], label="training"
        )
        panel.plot(epochs, history[f"val_{name}"], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.legend()
    return figure
