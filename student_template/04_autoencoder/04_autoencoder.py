"""Un autoencodeur résume un chiffre en 32 nombres, et le redessine à partir d’eux."""

# %% setup
from __future__ import annotations

import keras
import numpy as np

PIXELS = 28 * 28
CODE_SIZE = 32


# %% q1
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    """Renvoie un nouvel encodeur : un modèle Keras qui transforme des images aplaties en codes
    courts.

    Entrée : float32 `(n, 784)`, valeurs dans [0, 1]. Sortie : `(n, code_size)`, un code par image,
    qui ne dépend que de cette image. Les couches et les activations sont à votre choix (le cours
    prend une couche dense, leaky relu), pourvu que l’encodeur apprenne : suivi du décodeur du cours
    et entraîné 10 époques sur 2000 chiffres (Adam, lots de 64), il amène l’entropie croisée binaire
    sur des chiffres jamais vus à 0,26 ou moins. Chaque appel construit un nouveau modèle, qui a ses
    propres poids. Il n’a pas besoin d’être compilé.
    """
    raise NotImplementedError("q1: build_encoder")


# %% q2
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    """Renvoie un nouveau décodeur : un modèle Keras qui transforme des codes en images aplaties.

    Entrée : float32 `(n, code_size)`, nombres réels quelconques. Sortie : `(n, 784)`, une image par
    code, qui ne dépend que de ce code, toutes les valeurs dans [0, 1] quel que soit le code. Les
    couches et les activations sont à votre choix (le cours prend une couche dense, sigmoid), pourvu
    que le décodeur apprenne : placé derrière un encodeur d’une couche dense (relu) et entraîné 10
    époques sur 2000 chiffres (Adam, lots de 64), il amène l’entropie croisée binaire sur des
    chiffres jamais vus à 0,26 ou moins. Chaque appel construit un nouveau modèle, qui a ses propres
    poids. Il n’a pas besoin d’être compilé.
    """
    raise NotImplementedError("q2: build_decoder")


# %% q3
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    """Renvoie un seul modèle Keras qui applique `encoder`, puis `decoder`, deux modèles Keras
    quelconques qui vont ensemble.

    Entrée et sortie : des images aplaties `(n, 784)`. Les trois modèles partagent leurs poids : ce
    qui change les poids de `encoder` ou de `decoder` change l’autoencodeur, et entraîner
    l’autoencodeur entraîne les deux. Il n’a pas besoin d’être compilé.
    """
    raise NotImplementedError("q3: build_autoencoder")


# %% q4
def train_autoencoder(
    autoencoder: keras.Model, images: np.ndarray, epochs: int = 20, batch_size: int = 128, seed: int = 0
) -> keras.callbacks.History:
    """Entraîne `autoencoder` à redonner son entrée et renvoie l’historique de l’entraînement.

    C’est le modèle lui-même qui est entraîné, sur place, avec l’optimiseur Adam et, pour perte,
    l’entropie croisée binaire moyenne entre chaque image et sa reconstruction, à laquelle rien ne
    s’ajoute. Ses couches de dropout et de normalisation fonctionnent comme à l’entraînement. Dix
    époques par lots de 64 sur 2000 chiffres amènent un autoencodeur du cours (784 → 32 → 784) à une
    perte de 0,26 ou moins sur des chiffres jamais vus.

    Arguments :
        autoencoder : modèle Keras de `(n, 784)` vers `(n, 784)`, non compilé ; ses sorties sont
            dans [0, 1].
        images : tableau float32 `(n, 784)` dans [0, 1].
        epochs : nombre de fois où toutes les images servent, chacune une fois.
        batch_size : nombre d’images par pas ; le dernier lot d’une époque peut être plus petit.
        seed : fixe le mélange : même graine et mêmes poids initiaux donnent mêmes poids entraînés,
            quelles que soient les graines fixées avant l’appel ; une autre graine un autre ordre.

    Résultat :
        Ce que renvoie `fit`, ou son dictionnaire `history` ; sous "loss" se trouve un nombre par
        époque, la perte moyenne sur les images pendant cette époque.
    """
    raise NotImplementedError("q4: train_autoencoder")
