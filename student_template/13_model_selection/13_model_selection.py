"""Choisir un modèle : consigner plusieurs essais, les relire, les comparer, garder le meilleur, le
tester une fois.
"""

# %% setup
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import keras
import numpy as np
import pandas as pd
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util import tensor_util

Run = Mapping[str, Sequence[float]]


# %% q1
def train_run(
    model: keras.Model,
    train: tuple[np.ndarray, np.ndarray],
    validation: tuple[np.ndarray, np.ndarray],
    folder: str | Path,
    epochs: int,
    seed: int,
) -> Path:
    """Entraîne un modèle compilé, consigne l’essai pour TensorBoard et conserve le modèle de sa
    meilleure époque.

    Après l’appel, `folder` (créé au besoin) contient ce qu’écrit `keras.callbacks.TensorBoard` :
    des fichiers d’événements dans `folder/train` et `folder/validation`, où l’étiquette
    `epoch_loss` a une valeur par époque. Il contient aussi `best.keras` : le modèle entier, compilé
    comme il a été reçu, avec les poids qu’il avait à la fin de l’époque où la perte de validation
    est la plus basse (NaN ne compte jamais, à une exception près, celle de `ModelCheckpoint` : si
    la perte de la première époque vaut NaN, son modèle peut rester). Aucune époque n’est omise :
    toutes sont entraînées, quelles que soient les pertes.

    Arguments :
        model : modèle compilé ; il est entraîné tel qu’il a été compilé, à partir des poids qu’il
            a. L’époque dont il a les poids à la fin est à votre choix.
        train : entrées et cibles de l’entraînement : toutes, à chaque époque.
        validation : entrées et cibles de la mesure faite après chaque époque ; rien n’en est
            appris.
        folder : dossier de cet essai.
        epochs : nombre d’époques, 1 au moins.
        seed : entier de 0 à 2**32 - 1. Les choix aléatoires de l’entraînement (l’ordre des lots) en
            découlent : les mêmes modèle, données et graine donnent le même `best.keras` sur la même
            machine, une autre graine en donne un autre.

    Résultat :
        Chemin de `best.keras`.
    """
    raise NotImplementedError("q1: train_run")


# %% q2
def read_run(folder: str | Path) -> dict[str, list[float]]:
    """Renvoie les pertes d’un essai, relues dans ses fichiers d’événements.

    Arguments :
        folder : dossier d’un essai, de nom quelconque, tel que le laisse `train_run` :
            `folder/train` et `folder/validation` contiennent des fichiers d’événements, où
            `epoch_loss` a une valeur par époque. Un essai interrompu puis repris en a plusieurs
            dans chacun, écrits dans un ordre quelconque. Un autre essai peut se trouver dans un
            dossier à lui, plus bas : il ne compte pas.

    Résultat :
        `{"loss": [...], "val_loss": [...]}` : des flottants Python, un par époque, dans l’ordre des
        époques ; `loss` vient de `train`, `val_loss` de `validation`. Toutes les époques y sont, si
        long que soit l’essai. Sans journal de validation, `val_loss` est vide.

    Exceptions :
        FileNotFoundError : il n’y a pas de journal d’entraînement ; le message contient le chemin
            du dossier.
    """
    raise NotImplementedError("q2: read_run")




# %% q3
def comparison_table(runs: Mapping[str, Run]) -> pd.DataFrame:
    """Renvoie un tableau qui compare des essais, le meilleur d’abord.

    Arguments :
        runs : nom de chaque essai -> ce que `read_run` a renvoyé ; au moins un. Les pertes sont des
            nombres finis, ou NaN (un essai qui a divergé). `val_loss` peut être vide ; sinon, elle
            est aussi longue que `loss`. `runs` reste tel quel.

    Résultat :
        DataFrame d’une ligne par essai, de colonnes `run` (son nom), `epochs` (la longueur de
        `loss`), `best_epoch` (l’époque, comptée à partir de 1, où la perte de validation est la
        plus basse ; la première de plusieurs à égalité ; NaN ne compte jamais), `loss` et
        `val_loss` (toutes deux à cette époque). Un essai dont aucune perte de validation n’est un
        nombre a NaN dans les trois dernières colonnes. Les lignes sont triées par `val_loss`, la
        plus basse d’abord, NaN en dernier ; des essais à égalité gardent l’ordre de `runs`.
    """
    raise NotImplementedError("q3: comparison_table")


# %% q4
def best_run(runs: Mapping[str, Run]) -> str:
    """Renvoie le nom de l’essai dont la perte de validation, toutes époques confondues, est la plus
    basse.

    Arguments :
        runs : nom de chaque essai -> ce que `read_run` a renvoyé : des nombres finis, ou NaN, qui
            ne compte jamais. `val_loss` peut être vide : un tel essai ne peut pas l’emporter.

    Résultat :
        Le nom ; de plusieurs essais aussi bons, le premier dans l’ordre de `runs`.

    Exceptions :
        ValueError : aucun essai n’a de perte de validation qui soit un nombre.
    """
    raise NotImplementedError("q4: best_run")


# %% q5
def load_and_measure(path: str | Path, inputs: np.ndarray, targets: np.ndarray) -> float:
    """Renvoie l’erreur quadratique moyenne d’un modèle enregistré.

    Arguments :
        path : un modèle entier dans un fichier `.keras`.
        inputs : ce que reçoit le modèle, `(n, ...)`.
        targets : ce qu’il devrait donner, de la forme de sa sortie.

    Résultat :
        Moyenne de `(output - target)**2` sur toutes les valeurs, en flottant Python, quelle que
        soit la perte de Keras avec laquelle le modèle a été compilé, et sans la pénalité d’un
        regularizer, s’il en a un.

    Exceptions :
        FileNotFoundError : le fichier n’existe pas ; le message contient son chemin.
    """
    raise NotImplementedError("q5: load_and_measure")


def select_and_test(runs: Mapping[str, Run], evaluate: Callable[[str], float]) -> tuple[str, float]:
    """Renvoie le nom du meilleur essai, choisi par sa perte de validation, et son erreur sur le jeu
    de test.

    Arguments :
        runs : nom de chaque essai -> ce que `read_run` a renvoyé ; l’un au moins a une perte de
            validation. Le meilleur est celui de `best_run`.
        evaluate : fonction qui reçoit le nom d’un essai et renvoie l’erreur de son modèle sur le
            jeu de test. Elle est appelée une seule fois, pour l’essai choisi : le jeu de test ne
            joue aucun rôle dans le choix. Une exception qu’elle lève n’est pas interceptée.

    Résultat :
        Le nom, et ce que `evaluate` a renvoyé pour lui.
    """
    raise NotImplementedError("q5: select_and_test")
