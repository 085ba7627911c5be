from pathlib import Path


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    encoder.save_weights(Path(folder) / "encoder.weights.h5")
    decoder.save_weights(Path(folder) / "decoder.weights.h5")
