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
    images = keras.Input((PIXELS,))
    return keras.Model(images, classifier(autoencoder(images)), name="composite")


# %% q2
def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    """Renvoie la proportion d’images que `model` range dans la bonne classe, de 0 à 1.

    Arguments :
        model : modèle Keras qui donne dix scores par image, `(n, 10)` : la classe est la position
            du plus élevé. Il peut ne pas être compilé. Il sert comme en inférence (sans dropout).
        images : tableau `(n, 784)`, où `n` vaut au moins 1.
        labels : des entiers de 0 à 9, `(n,)`.
    """
    scores = model.predict(images, verbose=0)
    return float(np.mean(scores.argmax(axis=1) == labels))


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
    denoised = autoencoder.predict(noisy, verbose=0)
    rows = []
    for name, images in (("clean", clean), ("noisy", noisy), ("denoised", denoised)):
        right = classifier.predict(images, verbose=0).argmax(axis=1) == labels
        rows.append({"images": name, "accuracy": right.mean(), "error_rate": 1 - right.mean()})
    return pd.DataFrame(rows)


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
    rows = (clean, noisy, autoencoder.predict(noisy, verbose=0))
    figure, axes = plt.subplots(3, len(clean), figsize=(1.2 * len(clean) + 0.5, 4.5), squeeze=False)
    for images, row in zip(rows, axes):
        classes = classifier.predict(images, verbose=0).argmax(axis=1)
        for image, found, place in zip(images, classes, row):
            place.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
            place.set_title(f"{found}")
            place.axis("off")
    return figure


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
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    classifier = keras.Sequential(
        [
            keras.Input((PIXELS,)),
            dense(256, activation="relu"),
            dense(256, activation="relu"),
            dense(10, activation="softmax"),
        ]
    )
    classifier.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    classifier.fit(clean, labels, epochs=5, batch_size=64, verbose=0)
    autoencoder = keras.Sequential([keras.Input((PIXELS,)), dense(64), dense(PIXELS, activation="sigmoid")])
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    autoencoder.fit(noisy, clean, epochs=12, batch_size=32, verbose=0)
    return autoencoder, classifier


# %% q6
answer_q6 = r"""
Le débruitage ramène l’exactitude de 0,19 environ à 0,88 environ, là où les chiffres propres atteignent 0,94 :
l’essentiel de ce que le bruit avait pris, mais pas tout. Les chiffres qui restent faux ne sont pas flous,
ils sont changés : un 4 ouvert revient fermé et se lit comme un 9, un 5 perd sa barre et se lit comme un
3, et je les lirais ainsi moi-même. Ce que le réseau a peint là est un chiffre vraisemblable, pas
celui-ci. Le tableau vaut pour ce bruit, pour des chiffres semblables à ceux de l’apprentissage, et pour
ce classifieur, qui n’a jamais vu d’image restaurée. Avec un autre bruit, ou avec des lettres, il
faudrait mesurer de nouveau les deux réseaux.
"""
