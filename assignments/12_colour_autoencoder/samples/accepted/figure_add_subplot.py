import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    n = len(originals)
    figure = plt.figure()
    for column, (name, pictures) in enumerate(
        [("Original", originals), ("Code", codes[:, None, :]), ("Reconstruction", reconstructions)]
    ):
        for row in range(n):
            axes = figure.add_subplot(n, 3, 3 * row + column + 1)
            picture = pictures[row]
            axes.imshow(picture if column == 1 else np.clip(picture, 0, 1), aspect="auto")
            axes.set_xticks([])
            axes.set_xlabel(name)
    return figure
