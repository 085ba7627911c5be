"""Train an autoencoder to remove noise, stop in time, and keep the best weights.

En français :

Entraîner un autoencodeur à enlever le bruit, s’arrêter à temps, et garder les meilleurs poids.
"""

# %% setup
from __future__ import annotations

import math

import keras
import numpy as np

PIXELS = 28 * 28


def small_autoencoder(code_size: int = 32) -> keras.Model:
    """Return a new autoencoder 784 → `code_size` → 784 (leaky relu, sigmoid), not compiled.

    En français :

    Renvoie un nouvel autoencodeur 784 → `code_size` → 784 (leaky relu, sigmoid), non compilé.
    """
    return keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(code_size, activation="leaky_relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )


# %% q1
class StopAtBest(keras.callbacks.Callback):
    """A callback that stops training when `val_loss` no longer falls, and puts the best weights
    back.

    - An epoch is an improvement if its `val_loss` is lower than all earlier ones of this training.
      The first number is an improvement, however large; an equal value is none; NaN is never one.
    - After `patience` (1 or more) epochs in a row without improvement, training stops:
      `self.model.stop_training` becomes True. Not earlier; and it is never set back to False, as
      another callback may have stopped training.
    - When training ends, because it was stopped or because the epochs ran out, the model has the
      weights it had at the end of the best epoch, trained or not. If no epoch was an improvement,
      its weights stay as they are.
    - Then `best_epoch` is the number of the best epoch as Keras counts (from 0: `fit` is given no
      `initial_epoch`), or None if there was none.
    - One object may serve several trainings, one after the other: each begins anew.

    `model.fit(…, validation_data=…, callbacks=[StopAtBest(patience=2)])` is how it is used.

    En français :

    Un rappel (callback) qui arrête l’entraînement quand `val_loss` ne baisse plus et qui remet
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
        """Forget earlier trainings.

        En français :

        Oublie les entraînements précédents.
        """
        # BEGIN SOLUTION
        self.best_epoch = None
        self.best_loss = math.inf
        self.best_weights: list[np.ndarray] | None = None
        self.waited = 0
        # END SOLUTION

    def on_epoch_end(self, epoch: int, logs: dict | None = None) -> None:
        """Look at `logs["val_loss"]`.

        En français :

        Examine `logs["val_loss"]`.
        """
        # BEGIN SOLUTION
        val_loss = float((logs or {})["val_loss"])
        if val_loss < self.best_loss:  # False for NaN
            self.best_loss, self.best_epoch = val_loss, epoch
            self.best_weights = self.model.get_weights()
            self.waited = 0
        else:
            self.waited += 1
            if self.waited >= self.patience:
                self.model.stop_training = True
        # END SOLUTION

    def on_train_end(self, logs: dict | None = None) -> None:
        """Put the best weights back.

        En français :

        Remet les meilleurs poids.
        """
        # BEGIN SOLUTION
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)
        # END SOLUTION


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
    """Train `model` in place to turn noisy images into clean ones; return `(history, test_loss)`.

    All arrays are float32 in [0, 1] of shape `(n, 784)`; row i of `noisy` is row i of `clean` with
    noise. `model` arrives uncompiled and maps `(n, 784)` to `(n, 784)`, values in [0, 1]. Every
    loss is the mean binary cross-entropy between the model's output for the noisy images and the
    clean images; the optimiser is Adam with Keras' defaults.

    - The last 20 % of the pairs (`noisy`, `clean`) are the validation set: they never train the
      model.
    - Training starts from the weights `model` has and lasts at most `epochs` epochs. Each epoch
      uses every training pair once, shuffled, in batches of `batch_size` (the last one may be
      smaller). It stops as soon as `patience` epochs in a row have brought no validation loss lower
      than all earlier ones, however little.
    - Afterwards, stopped or not, `model` has the weights of the epoch with the lowest validation
      loss.
    - The test pairs do nothing but measure `test_loss`, at the very end, with those weights.
    - `seed` settles the shuffling: same seed, data and initial weights give the same trained
      weights, whatever seeds were set before the call; another seed another order of the pairs.
    - Twelve epochs in batches of 32 on 2000 pairs bring an autoencoder 784 → 64 → 784 to a loss of
      0.22 or less on unseen noisy digits.

    Returns:
        `history`, what `fit` returns or its `history` dictionary, with lists "loss" and "val_loss",
        one number for each epoch that was run: the mean over the training pairs, during the epoch
        or after it, and the mean over the validation pairs, after it; and `test_loss`, a number.

    En français :

    Entraîne `model` sur place à transformer des images bruitées en images propres ; renvoie
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
    # BEGIN SOLUTION
    keras.utils.set_random_seed(seed)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    best = keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience, restore_best_weights=True)
    history = model.fit(
        noisy,
        clean,
        validation_split=0.2,
        epochs=epochs,
        batch_size=batch_size,
        callbacks=[best],
        verbose=0,
    )
    return history, float(model.evaluate(noisy_test, clean_test, batch_size=batch_size, verbose=0))
    # END SOLUTION
