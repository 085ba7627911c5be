import matplotlib.pyplot as plt

_right = show_reconstructions


def show_reconstructions(originals, codes, reconstructions):
    _right(originals, codes, reconstructions)
    plt.show()
