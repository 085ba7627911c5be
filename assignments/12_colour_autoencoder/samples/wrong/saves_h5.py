from pathlib import Path


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    encoder.save(Path(folder) / "encoder.h5")
    decoder.save(Path(folder) / "decoder.h5")
