"""A convolutional autoencoder squeezes a colour image into 32 numbers, and paints it again without
its noise.

En français :

Un autoencodeur convolutif résume une image en couleurs en 32 nombres, et la repeint sans son
bruit.
"""

# %% setup
from __future__ import annotations

from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

CODE_SIZE = 32


# %% q1
def add_noise(images: np.ndarray, sigma: float, seed: int) -> np.ndarray:
    """Return the images with zero-mean Gaussian noise added.

    Every value of the array (each image, each pixel, each channel) receives a number of its own,
    drawn from the normal distribution with mean 0 and standard deviation `sigma`. Nothing is
    clipped to [0, 1]: that would shift the mean of the noise in dark and in bright places.

    Args:
        images: Float array `(n, height, width, channels)`. It is left as it was.
        sigma: Standard deviation, 0 or more, in the unit of the pixels.
        seed: Whole number from 0 to 2**32 - 1. The same seed gives the same noise to all arrays of
            one shape, float32 or float64, another seed other noise.

    Returns:
        float32 array of the shape of `images`.

    En français :

    Renvoie les images auxquelles un bruit gaussien de moyenne nulle a été ajouté.

    Chaque valeur du tableau (chaque image, chaque pixel, chaque canal) reçoit un nombre qui lui est
    propre, tiré selon la loi normale de moyenne 0 et d’écart type `sigma`. Rien n’est écrêté à
    [0, 1] : cela décalerait la moyenne du bruit dans les zones sombres et dans les zones claires.

    Arguments :
        images : tableau de flottants `(n, height, width, channels)`. Il reste tel quel.
        sigma : écart type, 0 ou plus, dans l’unité des pixels.
        seed : entier de 0 à 2**32 - 1. La même graine donne le même bruit à tous les tableaux d’une
            même forme, en float32 ou en float64, une autre graine un autre bruit.

    Résultat :
        Tableau float32 de la forme de `images`.
    """
    # BEGIN SOLUTION
    noise = np.random.default_rng(seed).normal(0.0, sigma, images.shape)
    return (images + noise).astype(np.float32)
    # END SOLUTION


# %% q2
def build_autoencoder(
    height: int, width: int, code_size: int = CODE_SIZE
) -> tuple[keras.Model, keras.Model, keras.Model]:
    """Return three new models: `(encoder, decoder, autoencoder)`.

    Their shapes are symmetric, batch first:

    - encoder: `(n, height, width, 3)` -> `(n, code_size)`;
    - decoder: `(n, code_size)` -> `(n, height, width, 3)`, every value in [0, 1] whatever the code;
    - autoencoder: the encoder, then the decoder. It has no weights of its own: training it trains
      the two others.

    Encoder and decoder are convolutional: at least two convolution layers of Keras in each
    (`Conv2D`, `SeparableConv2D`, `Conv2DTranspose` …). The rest is yours to choose, as long as it
    learns: trained with your `train` for 20 epochs on 400 noisy scenes of 24×24 (sigma 0.1), it
    brings the MSE on unseen scenes to 0.028 or less.

    Args:
        height: Height of the images in pixels, a multiple of 4.
        width: Width of the images in pixels, a multiple of 4; it may differ from the height.
        code_size: Length of the code.

    Returns:
        Three Keras models. They need not be compiled. Every call makes new ones, with weights of
        their own.

    En français :

    Renvoie trois nouveaux modèles : `(encoder, decoder, autoencoder)`.

    Leurs formes sont symétriques (le lot d’abord) :

    - encodeur : `(n, height, width, 3)` -> `(n, code_size)` ;
    - décodeur : `(n, code_size)` -> `(n, height, width, 3)`, toutes les valeurs dans [0, 1] quel
      que soit le code ;
    - autoencodeur : l’encodeur, puis le décodeur. Il n’a pas de poids à lui : l’entraîner entraîne
      les deux autres.

    L’encodeur et le décodeur sont convolutifs : chacun compte au moins deux couches de convolution
    de Keras (`Conv2D`, `SeparableConv2D`, `Conv2DTranspose`…). Le reste est à votre choix, pourvu
    que le réseau apprenne : entraîné avec votre fonction `train` pendant 20 époques sur 400 scènes
    bruitées de 24×24 (sigma 0,1), il ramène l’erreur quadratique moyenne (MSE), sur des scènes
    jamais vues, à 0,028 ou moins.

    Arguments :
        height : hauteur des images en pixels, multiple de 4.
        width : largeur des images en pixels, multiple de 4 ; elle peut différer de la hauteur.
        code_size : longueur du code.

    Résultat :
        Trois modèles Keras, qui n’ont pas besoin d’être compilés. Chaque appel en crée de nouveaux,
        qui ont leurs propres poids.
    """
    # BEGIN SOLUTION
    layers = keras.layers
    encoder = keras.Sequential(
        [
            keras.Input((height, width, 3)),
            layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(code_size),
        ],
        name="encoder",
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(height // 4 * (width // 4) * 64, activation="relu"),
            layers.Reshape((height // 4, width // 4, 64)),
            layers.Conv2DTranspose(32, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="sigmoid"),
        ],
        name="decoder",
    )
    images = keras.Input((height, width, 3))
    return encoder, decoder, keras.Model(images, decoder(encoder(images)), name="autoencoder")
    # END SOLUTION


# %% q3
def train(
    autoencoder: keras.Model, noisy: np.ndarray, clean: np.ndarray, epochs: int = 20, seed: int = 0
) -> dict[str, list[float]]:
    """Train `autoencoder` in place to turn `noisy` into `clean`, and return the history.

    Optimiser: Adam. Loss: mean squared error. Batches of 32. Training goes on from the weights the
    model has. The last fifth of the images is the validation set: the network never learns from it.
    The test set does not come in here.

    Args:
        autoencoder: Any Keras model whose output has the shape of `clean`, not compiled, built or
            not yet.
        noisy: float32 array `(n, …)`: what goes in; `n` is a multiple of 5.
        clean: float32 array `(n, …)`: what should come out, in the same order.
        epochs: Number of times the training images are gone through.
        seed: Settles how the images are shuffled: the same seed and the same initial weights give
            the same training, another seed another order.

    Returns:
        Dictionary with "loss" and "val_loss": lists of `epochs` numbers, the MSE on the training
        images during each epoch and on the validation images after it. (What `fit` returns will
        also do.)

    En français :

    Entraîne `autoencoder`, sur place, à transformer `noisy` en `clean`, et renvoie l’historique.

    Optimiseur : Adam. Perte : l’erreur quadratique moyenne. Lots de 32. L’entraînement
    part des poids qu’a le modèle. Le dernier cinquième des images est l’ensemble de validation : le
    réseau n’en apprend jamais rien. L’ensemble de test n’intervient pas ici.

    Arguments :
        autoencoder : un modèle Keras quelconque, non compilé, déjà construit ou non, dont la sortie
            a la forme de `clean`.
        noisy : tableau float32 `(n, …)` : ce qui entre ; `n` est un multiple de 5.
        clean : tableau float32 `(n, …)` : ce qui doit sortir, dans le même ordre.
        epochs : nombre de passages sur les images d’entraînement.
        seed : fixe le mélange des images : même graine et mêmes poids initiaux donnent le même
            entraînement, une autre graine un autre ordre.

    Résultat :
        Dictionnaire avec "loss" et "val_loss" : listes de `epochs` nombres, la MSE sur les images
        d’entraînement pendant chaque époque, et sur les images de validation après celle-ci. (Ce
        que renvoie `fit` convient aussi.)
    """
    # BEGIN SOLUTION
    keras.utils.set_random_seed(seed)
    held_out = len(noisy) // 5
    autoencoder.compile(optimizer="adam", loss="mse")
    history = autoencoder.fit(
        noisy[:-held_out],
        clean[:-held_out],
        validation_data=(noisy[-held_out:], clean[-held_out:]),
        epochs=epochs,
        batch_size=32,
        verbose=0,
    )
    return history.history
    # END SOLUTION


# %% q4
def save_models(encoder: keras.Model, decoder: keras.Model, folder: str | Path) -> None:
    """Save the two models apart, as `encoder.keras` and `decoder.keras` in `folder`.

    The folder is created if it is missing, with its parents; files of these names are replaced.

    Args:
        encoder: Keras model.
        decoder: Keras model.
        folder: A `str` or a `Path`.

    En français :

    Enregistre les deux modèles séparément, sous les noms `encoder.keras` et `decoder.keras`,
    dans `folder`. Le dossier est créé s’il manque, avec ses parents ; les fichiers de ces noms
    sont remplacés.

    Arguments :
        encoder : modèle Keras.
        decoder : modèle Keras.
        folder : un `str` ou un `Path`.
    """
    # BEGIN SOLUTION
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    encoder.save(folder / "encoder.keras")
    decoder.save(folder / "decoder.keras")
    # END SOLUTION


def load_models(folder: str | Path) -> tuple[keras.Model, keras.Model]:
    """Return `(encoder, decoder)`, loaded from `encoder.keras` and `decoder.keras` in `folder`.

    Both give the same outputs as before they were saved, in another program too.

    Raises:
        FileNotFoundError: One of the two files is not there; the message names the missing file.

    En français :

    Renvoie `(encoder, decoder)`, lus dans `encoder.keras` et `decoder.keras` du dossier
    `folder`.

    Les deux donnent les mêmes sorties qu’avant l’enregistrement, dans un autre programme aussi.

    Exceptions :
        FileNotFoundError : l’un des deux fichiers n’est pas là ; le message nomme le fichier
            manquant.
    """
    # BEGIN SOLUTION
    models = []
    for name in ("encoder.keras", "decoder.keras"):
        path = Path(folder) / name
        if not path.is_file():
            raise FileNotFoundError(f"no model {name} in {folder}")
        models.append(keras.models.load_model(path))
    return tuple(models)
    # END SOLUTION


# %% q5
def show_reconstructions(originals: np.ndarray, codes: np.ndarray, reconstructions: np.ndarray) -> Figure:
    """Return a figure with one row per image and three columns: original, code, reconstruction.

    Each of the `3 n` places is one Axes with one image (`imshow`). Row `i` shows `originals[i]`,
    the `code_size` numbers of `codes[i]` in their order, as a picture of any height and width, and
    `reconstructions[i]`. A title or label says what each column is. Values outside [0, 1] in the
    two colour columns are clipped before they are drawn. Every call draws a new figure.

    Args:
        originals: Float array `(n, height, width, 3)`.
        codes: Float array `(n, code_size)`.
        reconstructions: Array of the shape of `originals`.

    Returns:
        The matplotlib figure.

    En français :

    Renvoie une figure d’une ligne par image et de trois colonnes : original, code,
    reconstruction.

    Chacune des `3 n` cases est un objet Axes avec une image (`imshow`). La ligne `i` montre
    `originals[i]`, les `code_size` nombres de `codes[i]` dans leur ordre, en une image de hauteur
    et de largeur quelconques, et `reconstructions[i]`. Un titre ou une étiquette dit ce qu’est
    chaque colonne. Dans les deux colonnes en couleurs, les valeurs hors de [0, 1] sont ramenées à
    cet intervalle avant d’être dessinées. Chaque appel dessine une nouvelle figure.

    Arguments :
        originals : tableau de flottants `(n, height, width, 3)`.
        codes : tableau de flottants `(n, code_size)`.
        reconstructions : tableau de la forme de `originals`.

    Résultat :
        La figure matplotlib.
    """
    # BEGIN SOLUTION
    count = len(originals)
    figure, axes = plt.subplots(count, 3, figsize=(5, 1.6 * count), squeeze=False)
    for column, title in enumerate(("original", "code", "reconstruction")):
        axes[0, column].set_title(title)
    rows = 4 if codes.shape[1] % 4 == 0 else 1
    for row in range(count):
        axes[row, 0].imshow(np.clip(originals[row], 0, 1))
        axes[row, 1].imshow(codes[row].reshape(rows, -1), cmap="gray")
        axes[row, 2].imshow(np.clip(reconstructions[row], 0, 1))
    for place in axes.flat:
        place.axis("off")
    figure.tight_layout()
    return figure
    # END SOLUTION
