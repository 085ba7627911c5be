"""Uses pyplot's current axes."""

import matplotlib.pyplot as plt


def learning_curves(history):
    fig = plt.figure(figsize=(6, 8))
    for place, name in enumerate(["loss", "accuracy"], start=1):
        plt.subplot(2, 1, place)
        plt.plot(history["val_" + name], "--")
        plt.plot(history[name])
        plt.title(name)
        plt.xlabel("époque")
        plt.ylabel(name)
        plt.legend(["validation", "entraînement"])
    plt.tight_layout()
    return fig
