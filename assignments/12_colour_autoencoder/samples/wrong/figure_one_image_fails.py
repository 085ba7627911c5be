import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    figure, axes = plt.subplots(len(originals), 3)
    for row in range(len(originals)):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 1].imshow(codes[row].reshape(4, -1))
        axes[row, 2].imshow(np.clip(reconstructions[row], 0, 1))
    for column, name in enumerate(("original", "code", "reconstruction")):
        axes[0, column].set_title(name)
    return figure
