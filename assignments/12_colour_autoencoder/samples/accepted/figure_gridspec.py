import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    figure = plt.figure(figsize=(6, 8))
    grid = figure.add_gridspec(len(originals), 3)
    for row, (image, code, rebuilt) in enumerate(zip(originals, codes, reconstructions)):
        for column, picture in enumerate((image, code.reshape(-1, 8), rebuilt)):
            axes = figure.add_subplot(grid[row, column])
            axes.axis("off")
            if column == 1:
                axes.matshow(picture, cmap="coolwarm", vmin=-3, vmax=3)
            else:
                axes.imshow((255 * np.clip(picture, 0, 1)).astype("uint8"))
            if row == 0:
                axes.text(0, -3, ["image", "code (32)", "rebuilt"][column])
    return figure
