"""Clothes recognised by a convolutional network: data from two formats, augmentation, honest
figures.

En français :

Des vêtements reconnus par un réseau convolutif : des données de deux formats, de l’augmentation,
des chiffres honnêtes.
"""

# %% setup
from __future__ import annotations

import gzip
import math
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from keras import layers, ops
from matplotlib.figure import Figure


# %% q1
def load_csv(path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    """Return the images and labels of a table in the layout of the published Fashion-MNIST files.

    The table has a header and 785 columns: label, pixel1 … pixel784. Each row is one image; its
    pixels, 0 to 255, go from left to right along the first line, then along the second, and so on.

    Args:
        path: The CSV file.

    Returns:
        Images `(n, 28, 28, 1)`, float32 in [0, 1], and labels `(n,)`, whole numbers, both in the
        order of the rows.

    En français :

    Renvoie les images et les étiquettes d’une table disposée comme les fichiers publiés de
    Fashion-MNIST.

    La table a un en-tête et 785 colonnes : label, pixel1 … pixel784. Chaque ligne de la table est
    une image ; ses pixels, de 0 à 255, vont de gauche à droite le long de la première ligne de
    l’image, puis de la deuxième, et ainsi de suite.

    Arguments :
        path : le fichier CSV.

    Résultat :
        Les images `(n, 28, 28, 1)`, float32 dans [0, 1], et les étiquettes `(n,)`, nombres entiers,
        dans l’ordre des lignes de la table.
    """
    # BEGIN SOLUTION
    table = pd.read_csv(path, dtype=np.uint8)  # 60 000 rows: 47 MB instead of 377
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype(np.float32) / 255, table["label"].to_numpy().astype(np.int64)
    # END SOLUTION


def load_idx(images_path: str | Path, labels_path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    """Return the images and labels of a pair of IDX files, in the same form as `load_csv`.

    Each file is plain, or compressed with gzip if its name ends in `.gz`. All whole numbers of a
    header are 4 bytes long, the most significant byte first. The file of the images: the number
    2051, how many images, how many lines, how many columns, then one byte per pixel. The file of
    the labels: the number 2049, how many labels, then one byte per label.

    Args:
        images_path: The file of the images; they measure 28 × 28.
        labels_path: The file of the labels.

    Raises:
        ValueError: A file begins with another number, or the two do not hold equally many items.

    En français :

    Renvoie les images et les étiquettes de deux fichiers IDX, sous la même forme que `load_csv`.

    Chaque fichier est tel quel, ou compressé par gzip si son nom se termine par `.gz`. Tous les
    entiers d’un en-tête occupent 4 octets, l’octet de poids fort en premier. Le fichier des
    images : le nombre 2051, le nombre d’images, de lignes, de colonnes, puis un octet par pixel. Le
    fichier des étiquettes : le nombre 2049, leur nombre, puis un octet par étiquette.

    Arguments :
        images_path : le fichier des images, qui mesurent 28 × 28.
        labels_path : le fichier des étiquettes.

    Exceptions :
        ValueError : un fichier commence par un autre nombre, ou les deux ne contiennent pas autant
            d’éléments.
    """
    # BEGIN SOLUTION
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)
    # END SOLUTION


# %% q2
def build_cnn() -> keras.Model:
    """Return the network with one convolution, compiled, not yet trained.

    Input (28, 28, 1); convolution with 32 filters of 3 × 3, no padding, relu; max-pooling 2 × 2;
    dropout 0.2; flatten; dense layer of 128, relu; dense layer of 10, softmax. 693 962 parameters
    in all. Compiled with Adam, the categorical cross-entropy for one-hot labels, and the accuracy
    as metric. Every call builds a new network.

    En français :

    Renvoie le réseau à une convolution, compilé, pas encore entraîné.

    Entrée (28, 28, 1) ; convolution de 32 filtres de 3 × 3, sans bordure (no padding), relu ;
    max-pooling 2 × 2 ; dropout 0,2 ; aplatissement ; couche dense de 128, relu ; couche dense de
    10, softmax. 693 962 paramètres en tout. Compilé avec Adam, l’entropie croisée catégorielle pour
    des étiquettes one-hot, et l’exactitude (accuracy) comme métrique. Chaque appel construit un
    nouveau réseau.
    """
    # BEGIN SOLUTION
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model
    # END SOLUTION


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    batch_size: int = 256,
    seed: int = 13,
) -> dict[str, list[float]]:
    """Train a model on 80 % of the images and validate it on the other 20 %; return the history.

    Which images are in which part is drawn with `seed`: the same seed gives the same parts, another
    seed others. The model is trained by one call of `model.fit` with `epochs`, `batch_size` and
    both parts, given as NumPy arrays; the labels are given to it in one-hot form.

    Args:
        model: Compiled for one-hot labels of ten classes, with the metric accuracy. It is trained
            in place.
        images: `(n, 28, 28, 1)`, float32; n is a multiple of 5. Left as they are.
        labels: `(n,)`, whole numbers from 0 to 9. Left as they are.
        epochs: Number of epochs.
        batch_size: Number of images per step.
        seed: Whole number from 0 to 2**32 - 1.

    Returns:
        `history` of the object that `fit` returns: the lists "loss", "accuracy", "val_loss" and
        "val_accuracy", with one number per epoch.

    En français :

    Entraîne un modèle sur 80 % des images et le valide sur les 20 % restants ; renvoie
    l’historique.

    Le partage est tiré au sort avec `seed` : la même graine donne les mêmes parts, une autre graine
    en donne d’autres. Le modèle est entraîné par un seul appel de `model.fit`, avec `epochs`,
    `batch_size` et les deux parts, données comme tableaux NumPy ; les étiquettes lui sont données
    sous forme one-hot.

    Arguments :
        model : compilé pour des étiquettes one-hot de dix classes, avec la métrique accuracy. Il
            est entraîné sur place.
        images : `(n, 28, 28, 1)`, float32 ; n est un multiple de 5. Elles restent telles quelles.
        labels : `(n,)`, entiers de 0 à 9. Ils restent tels quels.
        epochs : nombre d’époques.
        batch_size : nombre d’images par pas.
        seed : entier de 0 à 2**32 - 1.

    Résultat :
        `history` de l’objet que renvoie `fit` : les listes "loss", "accuracy", "val_loss" et
        "val_accuracy", d’un nombre par époque.
    """
    # BEGIN SOLUTION
    order = np.random.default_rng(seed).permutation(len(images))
    kept, held_out = order[len(images) // 5 :], order[: len(images) // 5]
    one_hot = keras.utils.to_categorical(labels, 10)
    held = images[held_out], one_hot[held_out]
    fitted = model.fit(
        images[kept], one_hot[kept], epochs=epochs, batch_size=batch_size, validation_data=held, verbose=0
    )
    return fitted.history
    # END SOLUTION


# %% q3
def augmentation(seed: int = 13) -> keras.Model:
    """Return a model that alters images at random while training, and leaves them exactly as they
    are otherwise.

    From (28, 28, 1) to (28, 28, 1), whatever the values of the pixels. In training
    (`training=True`), each image of a batch is, by amounts of its own that are drawn anew at every
    call: rotated by up to 8 degrees either way, shifted by up to 0.08 of its size in each
    direction, and zoomed by up to 8 % in or out. A shear of up to 0.3 degrees, as it was published,
    moves no pixel by a tenth of one: it may be there or not; a larger one may not.

    All of this is one affine map for each image, about its middle, and each image is interpolated
    once (bilinear): `keras.ops.image.affine_transform` does it. Where the image has moved away, its
    edge is repeated (`fill_mode="nearest"`). At inference nothing changes.

    Args:
        seed: Two models with the same seed alter the same first batch alike; another seed alters it
            otherwise.

    En français :

    Renvoie un modèle qui modifie les images au hasard pendant l’entraînement, et les laisse
    exactement telles quelles sinon.

    De (28, 28, 1) vers (28, 28, 1), quelles que soient les valeurs des pixels. À l’entraînement
    (`training=True`), chaque image d’un lot est, de quantités qui lui sont propres et qui sont
    tirées de nouveau à chaque appel : tournée de 8 degrés au plus dans un sens ou dans l’autre,
    déplacée d’au plus 0,08 de sa taille dans chaque direction, et agrandie ou réduite de 8 % au
    plus. Un cisaillement de 0,3 degré au plus, tel qu’il fut publié, ne déplace aucun pixel d’un
    dixième de pixel : vous pouvez le mettre ou l’omettre ; un plus grand n’est pas permis.

    Le tout est une seule application affine par image, autour de son milieu, et chaque image n’est
    interpolée qu’une fois (bilinéaire) : c’est ce que fait `keras.ops.image.affine_transform`. Là
    où l’image s’est retirée, son bord est répété (`fill_mode="nearest"`). En inférence, rien ne
    change.

    Arguments :
        seed : deux modèles de même graine modifient de la même façon le même premier lot ; une
            autre graine le modifie autrement.
    """

    # BEGIN SOLUTION
    class RandomAffine(layers.Layer):
        def __init__(self):
            super().__init__()
            self.random = keras.random.SeedGenerator(seed)

        def call(self, images, training=False):
            if not training:
                return images

            def drawn(low: float, high: float):  # one number for each image
                return keras.random.uniform((ops.shape(images)[0],), low, high, seed=self.random)

            angle, shear = drawn(-8, 8) * math.pi / 180, drawn(-0.3, 0.3) * math.pi / 180
            right, down = drawn(-0.08, 0.08) * 28, drawn(-0.08, 0.08) * 28
            wide, high = drawn(0.92, 1.08), drawn(0.92, 1.08)
            # The product turn · shift · shear · zoom, written out: (x, y) comes from (a x + b y + c, d x + e y + f),
            # where both are counted from the middle of the image.
            a, b = wide * ops.cos(angle), -high * ops.sin(angle + shear)
            d, e = wide * ops.sin(angle), high * ops.cos(angle + shear)
            c = right * ops.cos(angle) - down * ops.sin(angle)
            f = right * ops.sin(angle) + down * ops.cos(angle)
            # Keras counts from the corner; the middle is at 13.5.
            c, f = c + 13.5 * (1 - a - b), f + 13.5 * (1 - d - e)
            none = ops.zeros_like(a)
            maps = ops.stack([a, b, c, d, e, f, none, none], axis=1)
            return ops.image.affine_transform(images, maps, interpolation="bilinear", fill_mode="nearest")

    return keras.Sequential([keras.Input((28, 28, 1)), RandomAffine()], name="augmentation")
    # END SOLUTION


def with_augmentation(model: keras.Model, altering: keras.Model) -> keras.Model:
    """Return a model that alters its images before it gives them to `model`, compiled like the one
    of `build_cnn`.

    Training it trains `model`: the two share their weights. At inference it predicts exactly what
    `model` predicts.

    Args:
        model: From (28, 28, 1) to ten probabilities.
        altering: As `augmentation` returns it.

    En français :

    Renvoie un modèle qui modifie ses images avant de les donner à `model`, compilé comme celui
    de `build_cnn`.

    L’entraîner, c’est entraîner `model` : les deux partagent leurs poids. En inférence, il prédit
    exactement ce que prédit `model`.

    Arguments :
        model : de (28, 28, 1) vers dix probabilités.
        altering : tel que le renvoie `augmentation`.
    """
    # BEGIN SOLUTION
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, model(altering(images)))
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return whole
    # END SOLUTION


# %% q4
def scores(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """Return how good a model is: {"loss": …, "accuracy": …, "error_rate": …}.

    "loss" is the mean categorical cross-entropy, "accuracy" the share of images whose most probable
    class is the right one, "error_rate" the share of the others. The model is used as for
    inference, and not changed.

    Args:
        model: Compiled as by `build_cnn`.
        images: `(n, 28, 28, 1)`, float32.
        labels: `(n,)`, whole numbers from 0 to 9.

    En français :

    Renvoie la qualité d’un modèle : {"loss": …, "accuracy": …, "error_rate": …}.

    "loss" est l’entropie croisée catégorielle moyenne, "accuracy" la part des images dont la classe
    la plus probable est la bonne, "error_rate" la part des autres. Le modèle sert comme en
    inférence et n’est pas modifié.

    Arguments :
        model : compilé comme par `build_cnn`.
        images : `(n, 28, 28, 1)`, float32.
        labels : `(n,)`, entiers de 0 à 9.
    """
    # BEGIN SOLUTION
    found = model.evaluate(images, keras.utils.to_categorical(labels, 10), verbose=0, return_dict=True)
    return {"loss": found["loss"], "accuracy": found["accuracy"], "error_rate": 1 - found["accuracy"]}
    # END SOLUTION


def learning_curves(history: dict[str, list[float]]) -> Figure:
    """Return a figure with two axes: the accuracy over the epochs, and the loss over the epochs.

    Each of the two shows two lines, one for training and one for validation, and has a label on
    both axes and a legend. Every call draws a new figure.

    Args:
        history: As `train` returns it.

    En français :

    Renvoie une figure à deux graphiques (axes) : l’exactitude (accuracy) au fil des époques, et la
    perte (loss) au fil des époques.

    Chacun des deux montre deux lignes, une pour l’entraînement et une pour la validation, et porte
    un titre sur ses deux axes et une légende. Chaque appel dessine une nouvelle figure.

    Arguments :
        history : tel que le renvoie `train`.
    """
    # BEGIN SOLUTION
    figure, panels = plt.subplots(1, 2, figsize=(10, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history[f"val_{name}"], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.legend()
    return figure
    # END SOLUTION


def confusion_figure(labels: np.ndarray, predicted: np.ndarray, names: tuple[str, ...]) -> Figure:
    """Return a figure of the confusion matrix: how often each class was taken for each other.

    The matrix is drawn with `imshow`: 10 × 10 counts; its rows, from top to bottom, are the true
    classes from 0 to 9, its columns, from left to right, the predicted ones, also those that do not
    occur. Each count stands in its cell as a text. Both axes have a label. Every call draws a new
    figure.

    Args:
        labels: True classes `(n,)`, whole numbers from 0 to 9.
        predicted: Predicted classes `(n,)`, likewise.
        names: The names of the ten classes, to be written along the axes.

    En français :

    Renvoie une figure de la matrice de confusion : combien de fois chaque classe a été prise
    pour chaque autre.

    La matrice est dessinée avec `imshow` : 10 × 10 effectifs ; ses lignes, de haut en bas, sont les
    vraies classes de 0 à 9, ses colonnes, de gauche à droite, les classes prédites, y compris
    celles qui n’apparaissent pas. Chaque effectif est écrit dans sa case, comme texte. Les deux
    axes portent un titre. Chaque appel dessine une nouvelle figure.

    Arguments :
        labels : les vraies classes `(n,)`, entiers de 0 à 9.
        predicted : les classes prédites `(n,)`, de même.
        names : les noms des dix classes, à écrire le long des axes.
    """
    # BEGIN SOLUTION
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            colour = "white" if counts[row, column] > counts.max() / 2 else "black"
            panel.text(column, row, str(counts[row, column]), ha="center", va="center", color=colour)
    panel.set_xticks(range(10), names, rotation=60)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted")
    panel.set_ylabel("true")
    return figure
    # END SOLUTION


# %% q5
def predict_classes(path: str | Path, images: np.ndarray) -> np.ndarray:
    """Return the classes that a model saved in a `.keras` file predicts for images.

    With it you try the file `fashion_cnn.keras` that you hand in.

    Args:
        path: A `.keras` file of a model from (28, 28, 1) to ten probabilities.
        images: `(n, 28, 28, 1)`, float32 in [0, 1].

    Returns:
        Labels `(n,)`, whole numbers from 0 to 9.

    En français :

    Renvoie les classes qu’un modèle enregistré dans un fichier `.keras` prédit pour des images.

    Elle vous sert à essayer le fichier `fashion_cnn.keras` que vous rendez.

    Arguments :
        path : le fichier `.keras` d’un modèle de (28, 28, 1) vers dix probabilités.
        images : `(n, 28, 28, 1)`, float32 dans [0, 1].

    Résultat :
        Les étiquettes `(n,)`, entiers de 0 à 9.
    """
    # BEGIN SOLUTION
    model = keras.saving.load_model(path, compile=False)  # it only predicts: no optimiser needed
    return model.predict(images, verbose=0).argmax(axis=1)
    # END SOLUTION


# %% q6
def build_deep_cnn() -> keras.Model:
    """Return the network with four convolutions, compiled like that of `build_cnn`, not yet
    trained.

    Input (28, 28, 1); convolution 32, batch normalization; convolution 32, batch normalization;
    max-pooling 2 × 2; dropout 0.25; convolution 64, batch normalization; dropout 0.25; convolution
    128, batch normalization; max-pooling 2 × 2; dropout 0.25; flatten; dense 512, batch
    normalization; dropout 0.5; dense 128, batch normalization; dropout 0.5; dense 10, softmax. The
    convolutions are 3 × 3, without padding; they and the two first dense layers have relu.
    1 221 546 parameters in all. Every call builds a new network.

    En français :

    Renvoie le réseau à quatre convolutions, compilé comme celui de `build_cnn`, pas encore
    entraîné.

    Entrée (28, 28, 1) ; convolution 32, normalisation par lots ; convolution 32, normalisation par
    lots ; max-pooling 2 × 2 ; dropout 0,25 ; convolution 64, normalisation par lots ; dropout
    0,25 ; convolution 128, normalisation par lots ; max-pooling 2 × 2 ; dropout 0,25 ;
    aplatissement ; dense 512, normalisation par lots ; dropout 0,5 ; dense 128, normalisation par
    lots ; dropout 0,5 ; dense 10, softmax. Les convolutions sont de 3 × 3, sans bordure ; elles et
    les deux premières couches denses ont relu. 1 221 546 paramètres en tout. Chaque
    appel construit un nouveau réseau.
    """
    # BEGIN SOLUTION
    steps = [keras.Input((28, 28, 1))]
    for filters, pool, drop in ((32, False, 0), (32, True, 0.25), (64, False, 0.25), (128, True, 0.25)):
        steps += [layers.Conv2D(filters, 3, activation="relu"), layers.BatchNormalization()]
        steps += [layers.MaxPooling2D(2)] if pool else []
        steps += [layers.Dropout(drop)] if drop else []
    steps.append(layers.Flatten())
    for units in (512, 128):
        steps += [layers.Dense(units, activation="relu"), layers.BatchNormalization(), layers.Dropout(0.5)]
    model = keras.Sequential([*steps, layers.Dense(10, activation="softmax")])
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model
    # END SOLUTION
