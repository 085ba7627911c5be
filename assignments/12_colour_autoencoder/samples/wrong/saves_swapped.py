from pathlib import Path


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    encoder.save(Path(folder) / "decoder.keras")
    decoder.save(Path(folder) / "encoder.keras")
