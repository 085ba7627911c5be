import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    figure, axes = plt.subplots(3, len(originals), squeeze=False)
    for column in range(len(originals)):
        axes[0, column].imshow(np.clip(originals[column], 0, 1))
        axes[1, column].imshow(codes[column].reshape(4, -1))
        axes[2, column].imshow(np.clip(reconstructions[column], 0, 1))
    for row, name in enumerate(("original", "code", "reconstruction")):
        axes[row, 0].set_ylabel(name)
    return figure
