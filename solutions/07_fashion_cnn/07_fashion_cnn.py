"""Des vêtements reconnus par un réseau convolutif : des données de deux formats, de l’augmentation,
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
    """Renvoie les images et les étiquettes d’une table disposée comme les fichiers publiés de
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
    table = pd.read_csv(path, dtype=np.uint8)  # 60 000 rows: 47 MB instead of 377
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype(np.float32) / 255, table["label"].to_numpy().astype(np.int64)


def load_idx(images_path: str | Path, labels_path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    """Renvoie les images et les étiquettes de deux fichiers IDX, sous la même forme que `load_csv`.

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


# %% q2
def build_cnn() -> keras.Model:
    """Renvoie le réseau à une convolution, compilé, pas encore entraîné.

    Entrée (28, 28, 1) ; convolution de 32 filtres de 3 × 3, sans bordure (no padding), relu ;
    max-pooling 2 × 2 ; dropout 0,2 ; aplatissement ; couche dense de 128, relu ; couche dense de
    10, softmax. 693 962 paramètres en tout. Compilé avec Adam, l’entropie croisée catégorielle pour
    des étiquettes one-hot, et l’exactitude (accuracy) comme métrique. Chaque appel construit un
    nouveau réseau.
    """
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


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int,
    batch_size: int = 256,
    seed: int = 13,
) -> dict[str, list[float]]:
    """Entraîne un modèle sur 80 % des images et le valide sur les 20 % restants ; renvoie
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
    order = np.random.default_rng(seed).permutation(len(images))
    kept, held_out = order[len(images) // 5 :], order[: len(images) // 5]
    one_hot = keras.utils.to_categorical(labels, 10)
    held = images[held_out], one_hot[held_out]
    fitted = model.fit(
        images[kept], one_hot[kept], epochs=epochs, batch_size=batch_size, validation_data=held, verbose=0
    )
    return fitted.history


# %% q3
def augmentation(seed: int = 13) -> keras.Model:
    """Renvoie un modèle qui modifie les images au hasard pendant l’entraînement, et les laisse
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


def with_augmentation(model: keras.Model, altering: keras.Model) -> keras.Model:
    """Renvoie un modèle qui modifie ses images avant de les donner à `model`, compilé comme celui
    de `build_cnn`.

    L’entraîner, c’est entraîner `model` : les deux partagent leurs poids. En inférence, il prédit
    exactement ce que prédit `model`.

    Arguments :
        model : de (28, 28, 1) vers dix probabilités.
        altering : tel que le renvoie `augmentation`.
    """
    images = keras.Input((28, 28, 1))
    whole = keras.Model(images, model(altering(images)))
    whole.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return whole


# %% q4
def scores(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """Renvoie la qualité d’un modèle : {"loss": …, "accuracy": …, "error_rate": …}.

    "loss" est l’entropie croisée catégorielle moyenne, "accuracy" la part des images dont la classe
    la plus probable est la bonne, "error_rate" la part des autres. Le modèle sert comme en
    inférence et n’est pas modifié.

    Arguments :
        model : compilé comme par `build_cnn`.
        images : `(n, 28, 28, 1)`, float32.
        labels : `(n,)`, entiers de 0 à 9.
    """
    found = model.evaluate(images, keras.utils.to_categorical(labels, 10), verbose=0, return_dict=True)
    return {"loss": found["loss"], "accuracy": found["accuracy"], "error_rate": 1 - found["accuracy"]}


def learning_curves(history: dict[str, list[float]]) -> Figure:
    """Renvoie une figure à deux graphiques (axes) : l’exactitude (accuracy) au fil des époques, et la
    perte (loss) au fil des époques.

    Chacun des deux montre deux lignes, une pour l’entraînement et une pour la validation, et porte
    un titre sur ses deux axes et une légende. Chaque appel dessine une nouvelle figure.

    Arguments :
        history : tel que le renvoie `train`.
    """
    figure, panels = plt.subplots(1, 2, figsize=(10, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history[f"val_{name}"], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.legend()
    return figure


def confusion_figure(labels: np.ndarray, predicted: np.ndarray, names: tuple[str, ...]) -> Figure:
    """Renvoie une figure de la matrice de confusion : combien de fois chaque classe a été prise
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


# %% q5
def predict_classes(path: str | Path, images: np.ndarray) -> np.ndarray:
    """Renvoie les classes qu’un modèle enregistré dans un fichier `.keras` prédit pour des images.

    Elle vous sert à essayer le fichier `fashion_cnn.keras` que vous rendez.

    Arguments :
        path : le fichier `.keras` d’un modèle de (28, 28, 1) vers dix probabilités.
        images : `(n, 28, 28, 1)`, float32 dans [0, 1].

    Résultat :
        Les étiquettes `(n,)`, entiers de 0 à 9.
    """
    model = keras.saving.load_model(path, compile=False)  # it only predicts: no optimiser needed
    return model.predict(images, verbose=0).argmax(axis=1)


# %% q6
def build_deep_cnn() -> keras.Model:
    """Renvoie le réseau à quatre convolutions, compilé comme celui de `build_cnn`, pas encore
    entraîné.

    Entrée (28, 28, 1) ; convolution 32, normalisation par lots ; convolution 32, normalisation par
    lots ; max-pooling 2 × 2 ; dropout 0,25 ; convolution 64, normalisation par lots ; dropout
    0,25 ; convolution 128, normalisation par lots ; max-pooling 2 × 2 ; dropout 0,25 ;
    aplatissement ; dense 512, normalisation par lots ; dropout 0,5 ; dense 128, normalisation par
    lots ; dropout 0,5 ; dense 10, softmax. Les convolutions sont de 3 × 3, sans bordure ; elles et
    les deux premières couches denses ont relu. 1 221 546 paramètres en tout. Chaque
    appel construit un nouveau réseau.
    """
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


# %% q7
answer_q7 = r"""
Les chemises sont prises pour des T-shirts, des pulls et des manteaux bien plus souvent qu’aucune autre
paire n’est confondue ; les pantalons et les sacs sont presque toujours justes. Ce qui distingue une
chemise d’un T-shirt, ce sont ses boutons et son col, larges d’un ou deux pixels en 28 × 28, et souvent
le tissu ou la couleur, qui n’y sont pas du tout. Moi non plus, je ne distingue pas certaines de ces
images. L’augmentation déplace, tourne et agrandit ce qui est là : elle aide là où le réseau a appris par
cœur la place des vêtements dans le cadre, et ne peut pas rendre ce que l’image n’a jamais contenu. Pour
les chemises, des images plus grandes ou en couleurs aideraient plus que 50 époques de plus.
"""
