"""Assembler débruiteur et classifieur, et mesurer ce que vaut le débruiteur."""

# %% setup
from __future__ import annotations

import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

PIXELS = 28 * 28


# %% q1
def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    """Renvoie un seul modèle Keras qui applique `autoencoder`, puis `classifier`.

    Entrée : des images aplaties `(n, 784)`. Sortie : ce que donne `classifier` pour les images que
    donne `autoencoder`, `(n, 10)`. Les trois modèles partagent leurs poids : ce qui change les
    poids de `autoencoder` ou de `classifier` change le modèle composé. Le construire ne change
    aucun poids. Tous les modèles Keras conviennent : séquentiels, fonctionnels à branches,
    sous-classes de Model. Le modèle composé n’a pas besoin d’être compilé.
    """
    raise NotImplementedError("q1: build_composite")


# %% q2
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    """Renvoie la proportion d’images que `model` range dans la bonne classe, de 0 à 1.

    Arguments :
        model : modèle Keras qui donne dix scores par image, `(n, 10)` : la classe est la position
            du plus élevé. Il peut ne pas être compilé. Il sert comme en inférence (sans dropout).
        images : tableau `(n, 784)`, où `n` vaut au moins 1.
        labels : des entiers de 0 à 9, `(n,)`.
    """
    raise NotImplementedError("q2: accuracy")


# %% q3
def evaluation_table(
    autoencoder: keras.Model,
    classifier: keras.Model,
    clean: np.ndarray,
    noisy: np.ndarray,
    labels: np.ndarray,
) -> pd.DataFrame:
    """Renvoie un DataFrame pandas qui compare le classifieur sur des images propres, bruitées et
    débruitées.

    Trois lignes, dans cet ordre ; la colonne "images" les nomme : "clean", "noisy" et "denoised"
    (ce que `autoencoder` fait de `noisy`). Colonne "accuracy" : la proportion d’images de cette
    ligne que `classifier` range dans la classe donnée par `labels`, de 0 à 1, sans arrondi. Colonne
    "error_rate" : la proportion qu’il range dans une autre classe. D’autres colonnes ne comptent
    pas. `clean` et `noisy` : `(n, 784)`, la ligne i des deux montre le même chiffre, `labels[i]`.
    Les modèles peuvent ne pas être compilés ; ils servent comme en inférence (sans dropout).
    """
    raise NotImplementedError("q3: evaluation_table")


# %% q4
def prediction_figure(
    autoencoder: keras.Model, classifier: keras.Model, clean: np.ndarray, noisy: np.ndarray
) -> Figure:
    """Renvoie une figure matplotlib qui montre chaque image propre, bruitée et débruitée, avec la
    classe trouvée pour chacune.

    `clean` et `noisy` : `(n, 784)` dans [0, 1], n de 1 à 10. La figure a 3 lignes et n colonnes
    d’axes : les images propres en haut, les bruitées au milieu, en bas ce que `autoencoder` fait
    des bruitées. Chaque axes montre une image de 28 × 28 avec `imshow`, valeurs inchangées ; son
    titre contient un seul nombre, la classe que `classifier` donne à l’image montrée à cet endroit.
    Les deux modèles servent comme en inférence (sans dropout).
    """
    raise NotImplementedError("q4: prediction_figure")


# %% q5
def train_system(
    clean: np.ndarray, noisy: np.ndarray, labels: np.ndarray, seed: int = 0
) -> tuple[keras.Model, keras.Model]:
    """Renvoie `(autoencoder, classifier)`, tous deux entraînés, dans cet ordre.

    L’autoencodeur (784 → 784) a appris à transformer `noisy` en `clean`, le classifieur (784 → 10
    scores) à trouver `labels` sur `clean`, où certains chiffres peuvent manquer. Tous les tableaux
    restent tels quels. Pendant l’appel, le classifieur ne reçoit jamais d’image bruitée ou
    débruitée, seul ou derrière l’autoencodeur : ni pour s’entraîner, ni pour valider ou décider
    quand s’arrêter, ni pour mesurer quoi que ce soit. Mêmes `seed` et données donnent les mêmes
    deux modèles, une autre graine en donne d’autres. Les architectures, les pertes et les nombres
    d’époques sont à votre choix. `clean` et `noisy` : float32 `(n, 784)` dans [0, 1] ; `labels` :
    `(n,)`. Avec 2000 chiffres mélangés, l’appel dure au plus 30 secondes sur un cœur. Ensuite, sur
    des chiffres jamais vus et le même bruit, le classifieur a raison pour au moins 88 % des images
    propres et au moins 70 % des images débruitées, et son exactitude sur les images débruitées
    dépasse d’au moins 0,10 celle sur les images bruitées.
    """
    raise NotImplementedError("q5: train_system")


# %% q6
answer_q6 = r"""
Votre réponse ici, en quelques phrases.
"""
