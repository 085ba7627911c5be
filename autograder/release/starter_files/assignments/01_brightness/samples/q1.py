# %% right minimum_and_maximum: limits by two functions || limite à l’aide de deux fonctions
import numpy as np


def brighten(images, amount):
    return np.minimum(1, np.maximum(0, images + amount))


# %% wrong no_clip: leaves values outside of [0, 1] || laisse des valeurs hors de [0, 1] | fails clipped, any_shape
def brighten(images, amount):
    return images + amount


# %% wrong multiplies: makes brighter by a factor || éclaircit par un facteur | fails adds, any_shape
import numpy as np


def brighten(images, amount):
    return np.clip(images * (1 + amount), 0, 1)


# %% wrong in_place: changes the images it received || modifie les images reçues | fails unchanged
import numpy as np


def brighten(images, amount):
    images += amount
    return np.clip(images, 0, 1, out=images)
