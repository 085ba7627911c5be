"""Lets pandas draw."""

import matplotlib.pyplot as plt
import pandas as pd


def learning_curves(history):
    table = pd.DataFrame(history)
    figure, (left, right) = plt.subplots(ncols=2)
    table[["accuracy", "val_accuracy"]].plot(ax=left, xlabel="epoch", ylabel="accuracy")
    table[["loss", "val_loss"]].plot(ax=right, xlabel="epoch", ylabel="loss")
    return figure
