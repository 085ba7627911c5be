from pathlib import Path


def save_models(encoder, decoder, folder):
    encoder.save(Path(folder) / "encoder.keras")
    decoder.save(Path(folder) / "decoder.keras")
