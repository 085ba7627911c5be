"""Goes through the two halves in a loop."""

import os


def save_autoencoder(encoder, decoder, folder):
    os.makedirs(folder, exist_ok=True)
    for name, half in {"encoder": encoder, "decoder": decoder}.items():
        half.save(os.path.join(folder, f"{name}.keras"))
