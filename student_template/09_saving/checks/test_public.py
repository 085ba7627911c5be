"""Checks the students receive. Small models and reference files come from support.py."""

import json

import numpy as np

from autograder import expect

IMAGES = np.random.default_rng(11).random((6, 8, 8, 1), dtype=np.float32)
HDF5, ZIP = b"\x89HDF\r\n\x1a\n", b"PK"  # how every file of these kinds begins


def test_parts_written(submission):
    model, folder = submission.support.make_model("conv", 1), submission.folder()
    submission.save_in_parts(model, folder, "clothes")
    _expect_files(submission, folder, "clothes.json", "clothes.weights.h5")
    try:
        description = json.loads(submission.get(f"{folder}/clothes.json"))
    except ValueError:
        description = None
    expect.that(
        type(description) is dict and "class_name" in description,
        en="clothes.json should hold the text of model.to_json().",
        fr="clothes.json devrait contenir le texte de model.to_json().",
    )
    expect.that(
        submission.get(f"{folder}/clothes.weights.h5").startswith(HDF5),
        en="clothes.weights.h5 should be an HDF5 file, as model.save_weights writes it.",
        fr="clothes.weights.h5 devrait être un fichier HDF5, tel que l’écrit model.save_weights.",
    )


def test_parts_read(submission):
    model, folder = submission.support.make_model("conv", 2), submission.folder()
    submission.support.write_model_parts(model, folder, "clothes")
    loaded = expect.model(submission.load_from_parts(folder, "clothes"))
    expect.close(loaded.call(IMAGES), model.call(IMAGES), atol=1e-5)


def test_whole_written(submission):
    model, folder = submission.support.make_model("conv", 3), submission.folder()
    for name, beginning in (("clothes.keras", ZIP), ("clothes.h5", HDF5)):
        submission.save_whole(model, f"{folder}/{name}")
        _expect_files(submission, folder, name)
        expect.that(
            submission.get(f"{folder}/{name}").startswith(beginning),
            en=f"{name} is not in the format that its ending asks for.",
            fr=f"{name} n’est pas au format que demande sa terminaison.",
        )


def test_whole_read(submission):
    model, folder = submission.support.make_model("conv", 4), submission.folder()
    for name in ("clothes.keras", "clothes.h5"):
        submission.support.write_model(model, f"{folder}/{name}")
        loaded = expect.model(submission.load_whole(f"{folder}/{name}"))
        expect.close(loaded.call(IMAGES), model.call(IMAGES), atol=1e-5)


def test_apart_written(submission):
    folder = submission.folder()
    encoder, decoder = (submission.support.make_half(half, 5, 5) for half in ("encoder", "decoder"))
    submission.save_autoencoder(encoder, decoder, folder)
    _expect_files(submission, folder, "encoder.keras", "decoder.keras")


def test_apart_read(submission):
    folder = submission.folder()
    for half in ("encoder", "decoder"):
        submission.support.write_model(submission.support.make_half(half, 5, 6), f"{folder}/{half}.keras")
    models = expect.sequence(submission.load_autoencoder(folder), 3)
    sizes = [(8, 8, 1), (5,), (8, 8, 1)]  # into the encoder, into the decoder, out of the decoder
    for model, taken, made in zip(models, (sizes[0], sizes[1], sizes[0]), sizes[1:] + sizes[2:]):
        inside = np.zeros((3, *taken), np.float32)
        expect.array(expect.model(model).call(inside), shape=(3, *made))


def _expect_files(submission, folder, *names):
    found = submission.files(folder)
    for name in names:
        expect.that(
            name in found,
            en=f"there should be a file {name} in the folder.",
            fr=f"il devrait y avoir un fichier {name} dans le dossier.",
            received=", ".join(found),
        )
