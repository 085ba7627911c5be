"""Le classifieur : un réseau dense qui distingue les dix chiffres."""

# %% setup
import keras
import numpy as np


# %% q1
def build_classifier() -> keras.Model:
    """Renvoie un nouveau réseau dense : 784 pixels en entrée, les probabilités des dix chiffres en
    sortie.

    Entrée : float32 `(n, 784)`, valeurs entre 0 et 1. Deux couches denses cachées de 256 unités
    chacune, l’une après l’autre, chacune suivie d’une activation non linéaire de votre choix (le
    cours prend relu) ; puis une couche dense vers les 10 sorties. Sortie : `(n, 10)`, des
    probabilités, qui à l’usage ne dépendent que de l’image : aucune n’est négative, et les dix
    d’une image ont pour somme 1. Des couches de dropout et de normalisation peuvent s’y ajouter,
    ainsi que des raccourcis qui contournent une couche cachée et additionnent ce qu’ils portent :
    les matrices de poids restent 784 × 256, 256 × 256 et 256 × 10. Chaque appel construit un
    nouveau modèle, qui a ses propres poids. Il n’a pas besoin d’être compilé.

    Entraîné comme dans le cours (Adam, entropie croisée, 5 époques sur 1000 chiffres par lots de
    50), il devrait reconnaître au moins 70 % de chiffres qu’il n’a jamais vus.
    """
    return keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


# %% q2
def compile_classifier(model: keras.Model) -> keras.Model:
    """Compile le modèle pour des étiquettes qui sont des nombres entiers, et le renvoie.

    Arguments :
        model : un modèle Keras quelconque dont la sortie `(n, classes)` est une probabilité par
            classe, pour trois classes ou plus.

    Résultat :
        Le même modèle, compilé avec

        - l’optimiseur Adam. Son taux d’apprentissage est à votre choix, pourvu que le réseau de la
          question 1 apprenne : après 5 époques sur 1000 chiffres par lots de 50, il devrait
          reconnaître au moins 70 % de chiffres qu’il n’a jamais vus ;
        - l’entropie croisée entre ces probabilités et des étiquettes entières `(n,)` (de 0 à
          `classes - 1`), en moyenne sur les images : la moyenne de `-log(p)`, où `p` est la
          probabilité de la bonne classe ;
        - une métrique, l’exactitude, que Keras rapporte sous le nom `accuracy`.
    """
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% q3
def train_classifier(
    model: keras.Model, images: np.ndarray, labels: np.ndarray, epochs: int, batch_size: int, seed: int
) -> keras.callbacks.History:
    """Entraîne le modèle sur les images, et renvoie l’historique de l’entraînement.

    Arguments :
        model : modèle Keras, compilé comme dans la question 2 : avec un optimiseur, une perte et la
            métrique `accuracy`. Il est entraîné avec eux, à partir des poids qu’il a ; les couches
            de dropout et de normalisation y fonctionnent comme à l’entraînement.
        images : tableau float32 `(n, 784)`. Il reste tel quel.
        labels : tableau d’entiers `(n,)`. Il reste tel quel.
        epochs : nombre de fois où les `n` images servent toutes.
        batch_size : nombre d’images par pas ; le dernier lot d’une époque peut être plus petit.
        seed : entier de 0 à 2**32 - 1. Lui seul décide de l’ordre dans lequel les images servent :
            à partir des mêmes poids, la même graine donne le même entraînement, quels que soient
            les tirages précédents, et une autre graine un autre ordre.

    Résultat :
        L’historique de Keras, ou son dictionnaire : sous `loss` et `accuracy`, une liste d’un
        nombre par époque : la moyenne sur toutes ses images.
    """
    keras.utils.set_random_seed(seed)
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)


# %% q4
def evaluate_classifier(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """Renvoie la qualité avec laquelle le modèle reconnaît les images.

    Arguments :
        model : modèle Keras, compilé comme dans la question 2 ; sa sortie est une probabilité par
            classe. Il reste tel quel.
        images : tableau float32 `(n, 784)`, où `n` vaut au moins 1.
        labels : tableau d’entiers `(n,)`.

    Résultat :
        Dictionnaire de trois nombres sur l’ensemble des `n` images : `loss`, l’entropie croisée
        moyenne ; `accuracy`, la part des images dont la classe la plus probable est la bonne ;
        `error_rate`, la part des autres. Les couches comme le dropout y fonctionnent comme à
        l’usage, et non comme à l’entraînement.
    """
    loss, accuracy = model.evaluate(images, labels, verbose=0)
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}
