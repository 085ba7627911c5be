"""From a photo of one's own to the name of a garment: prepare the picture, predict, say it.

En français :

D’une photo personnelle au nom d’un vêtement : préparer l’image, prédire, le dire.
"""

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
    """Return the picture in an image file as grey values, as one sees it on a screen.

    Whatever the format (colours, palette, CMYK, 16 bits), white is 255 and black is 0. Colours
    become grey as Pillow's mode "L" has it: 0.299 R + 0.587 G + 0.114 B. Transparent places are
    white, half-transparent ones are mixed with white. 16-bit grey, which may be taken as opaque, is
    scaled from 0–65535 to 0–255. The EXIF orientation is applied. Of an animation the first frame
    counts, of several pages the first. The size stays as it is.

    Args:
        path: The file, a `str` or a `Path`.

    Returns:
        Array `(height, width)`, uint8.

    Raises:
        FileNotFoundError: There is no such file.
        ValueError: The file is empty, cut off, or no image; the message holds the name of the file.
            A picture of more than 178956970 pixels, Pillow's limit, may be refused in the same
            way.

    En français :

    Renvoie l’image du fichier en niveaux de gris, telle qu’on la voit à l’écran.

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
    # BEGIN SOLUTION
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):  # convert("L") would cut 16-bit values off at 255
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Image.DecompressionBombError as error:
        raise ValueError(f"{Path(path).name} is too large to be read: {error}") from error
    except Exception as error:  # Pillow raises OSError, SyntaxError, EOFError…, according to the damage
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error
    # END SOLUTION


# %% q2
def on_canvas(grey: np.ndarray, longest: int = 20) -> np.ndarray:
    """Return a grey picture, at the scale a network has learned, in the middle of a white square.

    The picture is reduced or enlarged, with Lanczos resampling, so that its longest side measures
    exactly `longest` pixels. The other side is scaled by the same factor, rounded (up or down), and
    measures at least 1 pixel. The result is sharpened once (`ImageFilter.SHARPEN`), then placed in
    the middle of a white 28 × 28 canvas; where the margins cannot be equal, the extra pixel may be
    on either side.

    Args:
        grey: Array `(height, width)`, uint8, of any size from 1 × 1 on; 255 is white. It is left as
            it was, and its white margins belong to the picture.
        longest: Length of the longest side on the canvas, in pixels, from 1 to 28.

    Returns:
        Array `(28, 28)`, uint8.

    En français :

    Renvoie une image en niveaux de gris, à l’échelle qu’un réseau a apprise, au milieu d’un
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
    # BEGIN SOLUTION
    height, width = grey.shape
    factor = longest / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))  # Pillow: width first
    small = Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.SHARPEN)
    canvas = Image.new("L", (28, 28), 255)
    canvas.paste(small, ((28 - size[0]) // 2, (28 - size[1]) // 2))
    return np.array(canvas)
    # END SOLUTION


# %% q3
def network_input(canvas: np.ndarray) -> np.ndarray:
    """Return a canvas in the form the network was trained on: bright garment, black background.

    Args:
        canvas: Array `(28, 28)`, uint8; 255 is white, 0 is black. It is left as it was.

    Returns:
        Array `(1, 28, 28, 1)`, float32 in [0, 1]: one image, one channel. White has become 0, black
        has become 1; what stood in row i and column j still stands there.

    En français :

    Renvoie le canevas sous la forme que le réseau a apprise : vêtement clair, fond noir.

    Arguments :
        canvas : tableau `(28, 28)`, uint8 ; 255 est le blanc, 0 le noir. Il reste tel quel.

    Résultat :
        Tableau `(1, 28, 28, 1)`, float32 dans [0, 1] : une image, un canal. Le blanc est devenu 0,
        le noir est devenu 1 ; ce qui se trouvait à la ligne i et à la colonne j s’y trouve encore.
    """
    # BEGIN SOLUTION
    return (1 - canvas.astype(np.float32) / 255).reshape(1, 28, 28, 1)
    # END SOLUTION


# %% q4
def predict(model, image: np.ndarray) -> tuple[int, np.ndarray]:
    """Return the class a trained model sees in one image, and the ten probabilities.

    Args:
        model: A Keras model from `(None, 28, 28, 1)` to `(None, 10)`; its last activation is
            softmax. It is used as for inference (no dropout), and not changed: neither its weights
            nor what is trainable nor how it was compiled.
        image: Array `(1, 28, 28, 1)`, float32, ready for the model.

    Returns:
        The label of the most probable class, an int from 0 to 9 (also a NumPy integer), and the
        probabilities in the order of the labels: array `(10,)`, floats in [0, 1], as the model
        gives them.

    En français :

    Renvoie la classe qu’un modèle entraîné voit dans une image, et les dix probabilités.

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
    # BEGIN SOLUTION
    probabilities = model.predict(image, verbose=0)[0]
    return int(np.argmax(probabilities)), probabilities
    # END SOLUTION


# %% q5
def with_article(label: int, language: str = "fr") -> str:
    """Return the name of a class with its article, as one would answer "What is this?".

    "fr": Un T-shirt ou un haut, Un pantalon, Un pull, Une robe, Un manteau, Des sandales, Une
    chemise, Des baskets, Un sac, Des bottes de cheville. "en": A T-shirt or top, A pair of
    trousers, A pullover, A dress, A coat, A pair of sandals, A shirt, A pair of sneakers, A bag, A
    pair of ankle boots.

    Args:
        label: A whole number from 0 to 9 (also a NumPy integer).
        language: "fr" or "en".

    Raises:
        ValueError: The label is not between 0 and 9, or the language is any other text ("FR" and
            "fr-CA", too).

    En français :

    Renvoie le nom d’une classe avec son article, comme on répondrait à « Qu’est-ce que
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
    # BEGIN SOLUTION
    if language not in CLASS_NAMES:
        raise ValueError(f'expected the language "fr" or "en", received {language!r}')
    if not 0 <= label <= 9:
        raise ValueError(f"expected a label from 0 to 9, received {label}")
    if label == 0:
        return {"fr": "Un T-shirt ou un haut", "en": "A T-shirt or top"}[language]
    name = CLASS_NAMES[language][label].lower()
    if language == "fr":
        return f"{'Une' if label in (3, 6) else 'Des' if label in (5, 7, 9) else 'Un'} {name}"
    return f"A pair of {name.removesuffix('s')}s" if label in (1, 5, 7, 9) else f"A {name}"
    # END SOLUTION


def report(probabilities: np.ndarray, language: str = "fr") -> str:
    """Return the ten probabilities as ten lines of text, the most probable class first.

    Each line holds the name of the class as in `CLASS_NAMES[language]`, which has them in the order
    of the labels, then a colon, then the probability as a percentage, rounded to one decimal, and
    the sign %: in French `Pantalon : 93,4 %` with a decimal comma, in English `Trouser: 93.4 %`
    with a decimal point. The spaces around the colon and before % are free. Lines are separated by
    a line break.

    Args:
        probabilities: Array `(10,)` of floats in [0, 1], in the order of the labels. It is left as
            it was.
        language: "fr" or "en".

    En français :

    Renvoie les dix probabilités en dix lignes de texte, la classe la plus probable en premier.

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
    # BEGIN SOLUTION
    lines = []
    for label in np.argsort(probabilities)[::-1]:
        name, percent = CLASS_NAMES[language][label], f"{100 * probabilities[label]:.1f}"
        lines.append(
            f"{name} : {percent.replace('.', ',')} %" if language == "fr" else f"{name}: {percent} %"
        )
    return "\n".join(lines)
    # END SOLUTION
