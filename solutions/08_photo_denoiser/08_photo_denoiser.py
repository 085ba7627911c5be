"""Un étage de nettoyage pour des photos en couleurs de toute taille : un dossier de photos, du
bruit ajouté au passage, un débruiteur convolutif.
"""

# %% setup
from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import keras
import numpy as np
from PIL import Image


# %% q1
def list_photos(folder: str | Path) -> list[str]:
    """Renvoie les chemins de toutes les photos de `folder`, quel que soit son nom, et de ses
    sous-dossiers, triés.

    Une photo est un fichier dont le nom finit par `.jpg`, `.jpeg` ou `.png`, en majuscules ou non.
    Les autres fichiers sont laissés de côté, et les dossiers aussi, quels que soient leurs noms.
    Les fichiers ne sont pas ouverts. Compter ou non ce qui a, dans `folder`, un nom qui commence
    par un point est à votre choix.
    """
    endings = (".jpg", ".jpeg", ".png")
    return sorted(
        str(path) for path in Path(folder).rglob("*") if path.is_file() and path.suffix.lower() in endings
    )


def split_photos(paths: list[str], seed: int) -> tuple[list[str], list[str], list[str]]:
    """Renvoie `paths` réparti au hasard en trois listes : entraînement (70 %), validation (10 %),
    test (20 %).

    Chaque chemin est dans exactement une liste. La taille de chaque liste diffère de sa part du
    total de moins de 2 : arrondissez comme vous voulez. La même graine donne les mêmes listes, dans
    un autre programme aussi ; une autre graine en donne d’autres. `paths` reste tel quel.

    Arguments :
        paths : au moins dix chemins, tous différents.
        seed : entier de 0 à 2**32 - 1.
    """
    shuffled = random.Random(seed).sample(paths, len(paths))
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    return shuffled[:first], shuffled[first:second], shuffled[second:]


# %% q2
def load_photo(path: str, height: int, width: int) -> np.ndarray:
    """Renvoie une photo, ramenée à `height` × `width`, en tableau float32 `(height, width, 3)` à
    valeurs dans [0, 1].

    Les canaux sont le rouge, le vert et le bleu, dans cet ordre. Une photo grise a trois canaux
    égaux ; une photo en quatre encres (CMJN) est ramenée aux trois couleurs ; un quatrième canal
    qui est la transparence est laissé de côté. La photo est gardée entière (ses proportions peuvent
    changer) ; toute interpolation convient.
    """
    with Image.open(path) as file:
        photo = file.convert("RGB").resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(photo, np.float32) / 255


def photo_batches(
    paths: list[str], batch_size: int, height: int, width: int, max_strength: float, seed: int
) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """Renvoie un objet qui donne des lots `(noisy, clean)` de photos, époque après époque.

    C’est quelque chose que `fit` accepte : un générateur sans fin, un `tf.data.Dataset` (répété ou
    non) ou un `keras.utils.PyDataset`. Un lot donné reste tel quel quand vient le suivant.

    - `clean` : des photos telles que les renvoie `load_photo`, float32 `(b, height, width, 3)`, au
      moins une et au plus `batch_size`. À chaque époque, chaque photo vient exactement une fois,
      dans un ordre aléatoire qui change d’une époque à l’autre.
    - `noisy` : les mêmes photos avec du bruit, float32, même forme. Chaque photo a sa propre force,
      `s = u * max_strength`, où `u` est uniforme dans [0, 1[ ; chacune de ses valeurs (pixel,
      canal) reçoit `s * v`, où `v`, propre à cette valeur, est uniforme dans [-1, 1[. La somme est
      écrêtée à [0, 1]. La force et le bruit sont tirés de nouveau à chaque époque.
    - Un fichier qui n’est pas une image lisible (un texte, un fichier vide, une photo coupée au
      milieu) est sauté, et une ligne avec son nom est affichée au moins une fois.

    Deux objets créés avec les mêmes arguments donnent les mêmes lots, dans un autre programme
    aussi ; avec une autre graine, l’ordre, les forces et le bruit sont autres.
    """
    return _endless_batches(list(paths), batch_size, height, width, max_strength, np.random.default_rng(seed))


def _endless_batches(paths, batch_size, height, width, max_strength, rng) -> Iterator:
    told = set()
    while True:
        batch = []
        for number in rng.permutation(len(paths)):
            try:
                batch.append(load_photo(paths[number], height, width))
            except OSError as error:  # also what Pillow raises for a file that is no image
                if paths[number] not in told:
                    print(f"{paths[number]} skipped: {error}")
                    told.add(paths[number])
            if len(batch) == batch_size:
                yield _with_noise(np.stack(batch), max_strength, rng)
                batch = []
        if batch:
            yield _with_noise(np.stack(batch), max_strength, rng)


def _with_noise(clean, max_strength, rng) -> tuple[np.ndarray, np.ndarray]:
    strengths = max_strength * rng.random((len(clean), 1, 1, 1), dtype=np.float32)
    noise = strengths * (2 * rng.random(clean.shape, dtype=np.float32) - 1)
    return np.clip(clean + noise, 0, 1), clean




# %% q3
def build_denoiser() -> keras.Model:
    """Renvoie un nouveau débruiteur convolutif pour des photos en couleurs de toute taille.

    Entrée : float32 `(n, height, width, 3)`, pour toute hauteur et toute largeur à partir de 8
    pixels, impaires comprises. Sortie : la même forme. Un seul modèle sert à toutes les tailles.
    Les couches sont à votre choix, pourvu que le réseau apprenne : entraîné sur 160 fragments de
    24 × 24 pixels pendant 120 pas par lots de 8, avec Adam (taux d’apprentissage 0,001) et l’erreur
    quadratique moyenne (MSE), sa sortie pour des fragments bruités jamais vus (`max_strength` 0,5)
    doit avoir au plus 70 % de la MSE de ces fragments eux-mêmes ; et pour de telles
    photos d’autres tailles, par plusieurs, moins de MSE qu’elles, le long des bords aussi. Chaque
    appel construit un nouveau modèle, non entraîné. Il n’a pas besoin d’être compilé.
    """
    layers = keras.layers

    def convolution(x, filters, strides=1):
        return layers.Conv2D(filters, 3, strides=strides, padding="same", activation="relu")(x)

    def enlarged(x, like, filters):
        # Halving rounds up, so doubling may give a row or a column too many: 37 -> 19 -> 38.
        x = layers.Conv2DTranspose(filters, 2, strides=2, padding="same")(x)
        return layers.Add()([CropLike()([x, like]), like])

    photo = keras.Input((None, None, 3))
    full = convolution(photo, 32)
    half = convolution(convolution(full, 48, strides=2), 48)
    quarter = convolution(convolution(convolution(half, 64, strides=2), 64), 64)
    half = convolution(convolution(enlarged(quarter, half, 48), 48), 48)
    full = convolution(enlarged(half, full, 32), 32)
    # The network estimates the noise, at first as zero: before any training it gives the photo back.
    noise = layers.Conv2D(3, 3, padding="same", kernel_initializer="zeros")(full)
    return keras.Model(photo, layers.Subtract()([photo, noise]), name="photo_denoiser")


@keras.saving.register_keras_serializable("photo_denoiser")
class CropLike(keras.layers.Layer):
    """Cuts the first input to the height and width of the second."""

    def call(self, inputs):
        """Return the first input without the rows and columns that the second does not have."""
        image, like = inputs
        shape = keras.ops.shape(like)
        return image[:, : shape[1], : shape[2]]




# %% q4
def train_denoiser(
    model: keras.Model,
    batches: Iterable[tuple[np.ndarray, np.ndarray]],
    steps: int,
    validation: tuple[np.ndarray, np.ndarray],
    epochs: int,
) -> dict[str, list[float]]:
    """Entraîne `model`, sur place, avec `batches`, et renvoie l’historique.

    Optimiseur : Adam, le même à toutes les époques. Perte : l’erreur quadratique moyenne.
    L’entraînement part des poids qu’a le modèle, et prend les lots l’un après l’autre, comme ils
    viennent ; ceux d’un `PyDataset`, dans n’importe quel ordre.

    Arguments :
        model : un modèle Keras quelconque, non compilé, qui mène d’images bruitées à des images
            propres.
        batches : ce que renvoie `photo_batches` : un générateur sans fin, un `tf.data.Dataset`
            répété ou un `keras.utils.PyDataset` de `steps` lots ; il donne des couples
            `(noisy, clean)`.
        steps : nombre de lots par époque.
        validation : deux tableaux `(noisy, clean)`, créés une fois pour toutes : les pertes de
            toutes les époques sont mesurées sur le même bruit. Le réseau n’en apprend jamais rien.
        epochs : nombre d’époques.

    Résultat :
        Dictionnaire (ou ce que renvoie `fit`) avec "loss" et "val_loss", listes de `epochs`
        nombres : la MSE sur les lots pendant chaque époque, et sur les images de validation après
        celle-ci.
    """
    rate = keras.optimizers.schedules.CosineDecay(2e-3, steps * epochs, alpha=0.05)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    history = model.fit(
        batches,
        steps_per_epoch=steps,
        epochs=epochs,
        validation_data=tuple(validation),
        shuffle=False,  # the batches come shuffled; Keras warns of a generator that it cannot shuffle
        verbose=0,
    )
    return history.history


# %% q5
def evaluate_denoiser(model: keras.Model, noisy: np.ndarray, clean: np.ndarray) -> dict[str, float]:
    """Renvoie les erreurs des photos bruitées et des photos débruitées, en MSE et en PSNR.

    Avant d’être comparée, la sortie du modèle est écrêtée à [0, 1] : aucun écran ne montre
    davantage.

    Arguments :
        model : modèle Keras qui mène de photos bruitées à des photos propres ; il n’est pas
            forcément compilé, et reste tel quel.
        noisy : tableau float32 `(n, height, width, 3)` dans [0, 1].
        clean : tableau de même forme ; aucune image n’est égale à sa version bruitée ou débruitée.

    Résultat :
        Dictionnaire de quatre nombres. "mse_noisy" et "mse_denoised" : l’erreur quadratique moyenne
        par rapport à `clean`, sur toutes les valeurs. "psnr_noisy" et "psnr_denoised" : la moyenne
        sur les images de `10 * log10(1 / mse)`, où `mse` est l’erreur quadratique moyenne de cette
        image, en décibels.
    """
    report = {}
    denoised = np.clip(model.predict(noisy, verbose=0), 0, 1)
    for name, images in (("noisy", noisy), ("denoised", denoised)):
        errors = np.mean((images - clean) ** 2, axis=(1, 2, 3))
        report[f"mse_{name}"] = float(np.mean(errors))
        report[f"psnr_{name}"] = float(np.mean(10 * np.log10(1 / errors)))
    return report


# %% q6
answer_q6 = r"""
Le bruit a disparu du ciel et des murs, et avec lui le grain de l’herbe, des feuilles et des petites
fenêtres : le réseau ne distingue pas une texture fine du bruit, et lisse les deux. Le PSNR monte quand
même, parce qu’il fait la moyenne de tous les pixels, dont la plupart sont sur des surfaces lisses, et
parce qu’une moyenne lisse n’est jamais loin, alors qu’un détail net au mauvais endroit est puni deux
fois. Sous un bruit faible, la photo débruitée peut même être la moins bonne. Pour un programme qui dit
« maison, ciel, bateau », ce nettoyage est un gain. Pour qui veut lire un panneau, compter des feuilles
ou prouver quelque chose avec la photo, non : ce qui a été enlevé ne se distingue pas de ce qui n’a
jamais été là.
"""
