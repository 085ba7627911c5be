import matplotlib.pyplot as plt
import numpy as np


def show_reconstructions(originals, codes, reconstructions):
    figure, axes = plt.subplots(len(originals), 2, squeeze=False)
    axes[0, 0].set_title("original")
    axes[0, 1].set_title("reconstruction")
    for row in range(len(originals)):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 1].imshow(np.clip(reconstructions[row], 0, 1))
    return figure
