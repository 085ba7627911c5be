"""An autoencoder squeezes a digit into 32 numbers and draws it again from them.

En français :

Un autoencodeur résume un chiffre en 32 nombres, et le redessine à partir d’eux.
"""

# %% setup
from __future__ import annotations

import keras
import numpy as np

PIXELS = 28 * 28
CODE_SIZE = 32


# %% q1
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    """Return a new encoder: a Keras model that turns flat images into short codes.

    Input: float32 `(n, 784)`, values in [0, 1]. Output: `(n, code_size)`, one code per image, which
    depends on that image alone. Layers and activations are yours to choose (the course uses one
    dense layer, leaky relu), as long as the encoder learns: followed by the course's decoder and
    trained for 10 epochs on 2000 digits (Adam, batches of 64), it brings the binary cross-entropy
    on unseen digits to 0.26 or less. Every call builds a new model, with weights of its own. It
    need not be compiled.

    En français :

    Renvoie un nouvel encodeur : un modèle Keras qui transforme des images aplaties en codes
    courts.

    Entrée : float32 `(n, 784)`, valeurs dans [0, 1]. Sortie : `(n, code_size)`, un code par image,
    qui ne dépend que de cette image. Les couches et les activations sont à votre choix (le cours
    prend une couche dense, leaky relu), pourvu que l’encodeur apprenne : suivi du décodeur du cours
    et entraîné 10 époques sur 2000 chiffres (Adam, lots de 64), il amène l’entropie croisée binaire
    sur des chiffres jamais vus à 0,26 ou moins. Chaque appel construit un nouveau modèle, qui a ses
    propres poids. Il n’a pas besoin d’être compilé.
    """
    # BEGIN SOLUTION
    return keras.Sequential(
        [keras.Input((PIXELS,)), keras.layers.Dense(code_size, activation="leaky_relu")], name="encoder"
    )
    # END SOLUTION


# %% q2
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    """Return a new decoder: a Keras model that turns codes into flat images.

    Input: float32 `(n, code_size)`, any real numbers. Output: `(n, 784)`, one image per code, which
    depends on that code alone, every value in [0, 1] whatever the code. Layers and activations are
    yours to choose (the course uses one dense layer, sigmoid), as long as the decoder learns:
    behind an encoder of one dense layer (relu) and trained for 10 epochs on 2000 digits (Adam,
    batches of 64), it brings the binary cross-entropy on unseen digits to 0.26 or less. Every call
    builds a new model, with weights of its own. It need not be compiled.

    En français :

    Renvoie un nouveau décodeur : un modèle Keras qui transforme des codes en images aplaties.

    Entrée : float32 `(n, code_size)`, nombres réels quelconques. Sortie : `(n, 784)`, une image par
    code, qui ne dépend que de ce code, toutes les valeurs dans [0, 1] quel que soit le code. Les
    couches et les activations sont à votre choix (le cours prend une couche dense, sigmoid), pourvu
    que le décodeur apprenne : placé derrière un encodeur d’une couche dense (relu) et entraîné 10
    époques sur 2000 chiffres (Adam, lots de 64), il amène l’entropie croisée binaire sur des
    chiffres jamais vus à 0,26 ou moins. Chaque appel construit un nouveau modèle, qui a ses propres
    poids. Il n’a pas besoin d’être compilé.
    """
    # BEGIN SOLUTION
    return keras.Sequential(
        [keras.Input((code_size,)), keras.layers.Dense(PIXELS, activation="sigmoid")], name="decoder"
    )
    # END SOLUTION


# %% q3
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    """Return one Keras model that applies `encoder` and then `decoder`, any two Keras models that fit
    together.

    Input and output: flat images `(n, 784)`. The three models share their weights: what changes the
    weights of `encoder` or `decoder` changes the autoencoder, and training the autoencoder trains
    both. It need not be compiled.

    En français :

    Renvoie un seul modèle Keras qui applique `encoder`, puis `decoder`, deux modèles Keras
    quelconques qui vont ensemble.

    Entrée et sortie : des images aplaties `(n, 784)`. Les trois modèles partagent leurs poids : ce
    qui change les poids de `encoder` ou de `decoder` change l’autoencodeur, et entraîner
    l’autoencodeur entraîne les deux. Il n’a pas besoin d’être compilé.
    """
    # BEGIN SOLUTION
    images = keras.Input((PIXELS,))
    return keras.Model(images, decoder(encoder(images)), name="autoencoder")
    # END SOLUTION


# %% q4
def train_autoencoder(
    autoencoder: keras.Model, images: np.ndarray, epochs: int = 20, batch_size: int = 128, seed: int = 0
) -> keras.callbacks.History:
    """Train `autoencoder` to give back its input, and return the training history.

    The model itself is trained, in place, with the Adam optimiser and, as loss, the mean binary
    cross-entropy between each image and its reconstruction, to which nothing is added. Its dropout
    and normalisation layers work as in training. Ten epochs in batches of 64 on 2000 digits bring
    an autoencoder of the course (784 → 32 → 784) to a loss of 0.26 or less on unseen digits.

    Args:
        autoencoder: Keras model from `(n, 784)` to `(n, 784)`, not compiled; its outputs lie in
            [0, 1].
        images: float32 array `(n, 784)` in [0, 1].
        epochs: Number of times all images are used, each one once.
        batch_size: Number of images per step; the last batch of an epoch may be smaller.
        seed: Settles the shuffling: the same seed and the same initial weights give the same
            trained weights, whatever seeds were set before the call; another seed another order.

    Returns:
        What `fit` returns, or its `history` dictionary; under "loss" stands one number per epoch,
        the mean loss over the images during that epoch.

    En français :

    Entraîne `autoencoder` à redonner son entrée et renvoie l’historique de l’entraînement.

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
    # BEGIN SOLUTION
    keras.utils.set_random_seed(seed)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder.fit(images, images, epochs=epochs, batch_size=batch_size, verbose=0)
    # END SOLUTION
