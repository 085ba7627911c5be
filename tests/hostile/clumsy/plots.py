"""Draws and shows figures while it is loaded and when it is called.

Must happen: full marks.
"""

# passes: all

import matplotlib.pyplot as plt

plt.plot([1, 2, 3])
plt.show()


def double(values):
    figure, axes = plt.subplots()
    axes.imshow(values)
    figure.savefig("figure.png")
    plt.show()
    return values * 2
