from pathlib import Path


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True)
    encoder.save(Path(folder) / "encoder.keras")
    decoder.save(Path(folder) / "decoder.keras")
