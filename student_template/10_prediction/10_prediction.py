"""D’une photo personnelle au nom d’un vêtement : préparer l’image, prédire, le dire."""

# %% setup
from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter, ImageOps

CLASS_NAMES = {
    "fr": (
        "T-shirt/haut",
        "Pantalon",
        "Pull",
        "Robe",
        "Manteau",
        "Sandales",
        "Chemise",
        "Baskets",
        "Sac",
        "Bottes de cheville",
    ),
    "en": (
        "T-shirt/top",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    ),
}


# %% q1
def load_grey(path: str | Path) -> np.ndarray:
    """Renvoie l’image du fichier en niveaux de gris, telle qu’on la voit à l’écran.

    Quel que soit le format (couleurs, palette, CMJN, 16 bits), le blanc vaut 255 et le noir 0. Les
    couleurs deviennent du gris comme dans le mode "L" de Pillow : 0,299 R + 0,587 G + 0,114 B. Ce
    qui est transparent est blanc, ce qui l’est à moitié est mélangé à du blanc. Le gris sur 16
    bits, que l’on peut tenir pour opaque, est ramené de 0–65535 à 0–255. L’orientation EXIF est
    appliquée. D’une animation, on garde la première image, de plusieurs pages la première. La
    taille ne change pas.

    Arguments :
        path : le fichier, un `str` ou un `Path`.

    Résultat :
        Tableau `(height, width)`, uint8.

    Exceptions :
        FileNotFoundError : le fichier n’existe pas.
        ValueError : le fichier est vide, tronqué, ou n’est pas une image ; le message contient le
            nom du fichier. Une image de plus de 178956970 pixels, la limite de Pillow, peut être
            refusée de la même façon.
    """
    raise NotImplementedError("q1: load_grey")


# %% q2
def on_canvas(grey: np.ndarray, longest: int = 20) -> np.ndarray:
    """Renvoie une image en niveaux de gris, à l’échelle qu’un réseau a apprise, au milieu d’un
    carré blanc.

    L’image est réduite ou agrandie, par rééchantillonnage de Lanczos, pour que son plus grand côté
    mesure exactement `longest` pixels. L’autre côté est multiplié par le même facteur, arrondi
    (vers le haut ou vers le bas), et mesure au moins 1 pixel. Le résultat est accentué une fois
    (`ImageFilter.SHARPEN`), puis posé au milieu d’un canevas blanc de 28 × 28 ; quand les marges ne
    peuvent pas être égales, le pixel de trop est d’un côté ou de l’autre.

    Arguments :
        grey : tableau `(height, width)`, uint8, de toute taille à partir de 1 × 1 ; 255 est le
            blanc. Il reste tel quel, et ses marges blanches font partie de l’image.
        longest : longueur du plus grand côté sur le canevas, en pixels, de 1 à 28.

    Résultat :
        Tableau `(28, 28)`, uint8.
    """
    raise NotImplementedError("q2: on_canvas")


# %% q3
def network_input(canvas: np.ndarray) -> np.ndarray:
    """Renvoie le canevas sous la forme que le réseau a apprise : vêtement clair, fond noir.

    Arguments :
        canvas : tableau `(28, 28)`, uint8 ; 255 est le blanc, 0 le noir. Il reste tel quel.

    Résultat :
        Tableau `(1, 28, 28, 1)`, float32 dans [0, 1] : une image, un canal. Le blanc est devenu 0,
        le noir est devenu 1 ; ce qui se trouvait à la ligne i et à la colonne j s’y trouve encore.
    """
    raise NotImplementedError("q3: network_input")


# %% q4
def predict(model, image: np.ndarray) -> tuple[int, np.ndarray]:
    """Renvoie la classe qu’un modèle entraîné voit dans une image, et les dix probabilités.

    Arguments :
        model : un modèle Keras de `(None, 28, 28, 1)` vers `(None, 10)`, dont la dernière
            activation est softmax. Il sert comme en inférence (sans dropout), et n’est pas
            modifié : ni ses poids, ni ce qui y est entraînable, ni sa compilation.
        image : tableau `(1, 28, 28, 1)`, float32, prêt pour le modèle.

    Résultat :
        L’étiquette de la classe la plus probable, un int de 0 à 9 (ou un entier NumPy), et les
        probabilités dans l’ordre des étiquettes : tableau `(10,)`, nombres réels dans [0, 1], tels
        que le modèle les donne.
    """
    raise NotImplementedError("q4: predict")


# %% q5
def with_article(label: int, language: str = "fr") -> str:
    """Renvoie le nom d’une classe avec son article, comme on répondrait à « Qu’est-ce que
    c’est ? ».

    "fr" : Un T-shirt ou un haut, Un pantalon, Un pull, Une robe, Un manteau, Des sandales, Une
    chemise, Des baskets, Un sac, Des bottes de cheville. "en" : A T-shirt or top, A pair of
    trousers, A pullover, A dress, A coat, A pair of sandals, A shirt, A pair of sneakers, A bag, A
    pair of ankle boots.

    Arguments :
        label : un entier de 0 à 9 (ou un entier NumPy).
        language : "fr" ou "en".

    Exceptions :
        ValueError : l’étiquette n’est pas entre 0 et 9, ou la langue est tout autre texte ("FR"
            et "fr-CA" aussi).
    """
    raise NotImplementedError("q5: with_article")


def report(probabilities: np.ndarray, language: str = "fr") -> str:
    """Renvoie les dix probabilités en dix lignes de texte, la classe la plus probable en premier.

    Chaque ligne contient le nom de la classe tel qu’il est dans `CLASS_NAMES[language]`, qui les
    donne dans l’ordre des étiquettes, puis un deux-points, puis la probabilité en pourcentage,
    arrondie à une décimale, et le signe % : en français `Pantalon : 93,4 %` avec une virgule, en
    anglais `Trouser: 93.4 %` avec un point. Les espaces autour du deux-points et devant % sont
    libres. Les lignes sont séparées par un saut de ligne.

    Arguments :
        probabilities : tableau `(10,)` de nombres réels dans [0, 1], dans l’ordre des étiquettes.
            Il reste tel quel.
        language : "fr" ou "en".
    """
    raise NotImplementedError("q5: report")
