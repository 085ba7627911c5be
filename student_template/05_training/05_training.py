"""Entraîner un autoencodeur à enlever le bruit, s’arrêter à temps, et garder les meilleurs poids."""

# %% setup
from __future__ import annotations

import math

import keras
import numpy as np

PIXELS = 28 * 28


def small_autoencoder(code_size: int = 32) -> keras.Model:
    """Renvoie un nouvel autoencodeur 784 → `code_size` → 784 (leaky relu, sigmoid), non compilé."""
    return keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(code_size, activation="leaky_relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )


# %% q1
class StopAtBest(keras.callbacks.Callback):
    """Un rappel (callback) qui arrête l’entraînement quand `val_loss` ne baisse plus et qui remet
    les meilleurs poids.

    - Une époque est un progrès si son `val_loss` est plus bas que tous les précédents de cet
      entraînement. Le premier nombre est un progrès, si grand soit-il ; une valeur égale n’en est
      pas un ; NaN n’en est jamais un.
    - Après `patience` (1 ou plus) époques de suite sans progrès, l’entraînement s’arrête :
      `self.model.stop_training` devient True. Pas avant ; et il n’est jamais remis à False, car un
      autre rappel peut avoir arrêté l’entraînement.
    - Quand l’entraînement se termine, parce qu’il a été arrêté ou parce que les époques sont
      épuisées, tous les poids du modèle, entraînés ou non, sont ceux qu’il avait à la fin de la
      meilleure époque. Si aucune époque n’a été un progrès, ses poids restent tels quels.
    - Alors `best_epoch` est le numéro de la meilleure époque tel que Keras le compte (à partir de
      0 : `fit` ne reçoit pas d’`initial_epoch`), ou None s’il n’y en a pas.
    - Un même objet peut servir à plusieurs entraînements, l’un après l’autre : chacun repart de
      zéro.

    Il s’utilise ainsi : `model.fit(…, validation_data=…, callbacks=[StopAtBest(patience=2)])`.
    """

    def __init__(self, patience: int = 2):
        super().__init__()
        self.patience = patience
        self.best_epoch: int | None = None

    def on_train_begin(self, logs: dict | None = None) -> None:
        """Oublie les entraînements précédents."""
        raise NotImplementedError("q1: StopAtBest.on_train_begin")

    def on_epoch_end(self, epoch: int, logs: dict | None = None) -> None:
        """Examine `logs["val_loss"]`."""
        raise NotImplementedError("q1: StopAtBest.on_epoch_end")

    def on_train_end(self, logs: dict | None = None) -> None:
        """Remet les meilleurs poids."""
        raise NotImplementedError("q1: StopAtBest.on_train_end")


# %% q2
def train_denoiser(
    model: keras.Model,
    noisy: np.ndarray,
    clean: np.ndarray,
    noisy_test: np.ndarray,
    clean_test: np.ndarray,
    epochs: int = 100,
    batch_size: int = 512,
    patience: int = 5,
    seed: int = 0,
) -> tuple[keras.callbacks.History, float]:
    """Entraîne `model` sur place à transformer des images bruitées en images propres ; renvoie
    `(history, test_loss)`.

    Tous les tableaux sont en float32 dans [0, 1], de forme `(n, 784)` ; la ligne i de `noisy` est
    la ligne i de `clean` avec du bruit. `model` arrive non compilé et associe `(n, 784)` à
    `(n, 784)`, valeurs dans [0, 1]. Chaque perte est l’entropie croisée binaire moyenne entre la
    sortie du modèle pour les images bruitées et les images propres ; l’optimiseur est Adam avec les
    réglages par défaut de Keras.

    - Les derniers 20 % des paires (`noisy`, `clean`) sont l’ensemble de validation : ils
      n’entraînent jamais le modèle.
    - L’entraînement part des poids que `model` a et dure au plus `epochs` époques. Chaque époque se
      sert une fois de chaque paire d’entraînement, mélangées, par lots de `batch_size` (le dernier
      peut être plus petit). Il s’arrête dès que `patience` époques de suite n’ont apporté aucune
      perte de validation plus basse, si peu que ce soit, que toutes les précédentes.
    - Ensuite, arrêté ou non, `model` a les poids de l’époque dont la perte de validation est la
      plus basse.
    - Les paires de test ne servent qu’à mesurer `test_loss`, tout à la fin, avec ces poids.
    - `seed` fixe le mélange : mêmes graine, données et poids initiaux donnent mêmes poids
      entraînés, quelles que soient les graines fixées avant l’appel ; une autre graine un autre
      ordre des paires.
    - Douze époques par lots de 32 sur 2000 paires amènent un autoencodeur 784 → 64 → 784 à une
      perte de 0,22 ou moins sur des chiffres bruités jamais vus.

    Résultat :
        `history`, ce que renvoie `fit` ou son dictionnaire `history`, avec les listes "loss" et
        "val_loss", un nombre pour chaque époque effectuée : la moyenne sur les paires
        d’entraînement, pendant l’époque ou après elle, et la moyenne sur les paires de validation,
        après elle ; et `test_loss`, un nombre.
    """
    raise NotImplementedError("q2: train_denoiser")


# %% q3
answer_q3 = r"""
Votre réponse ici, en quelques phrases.
"""
