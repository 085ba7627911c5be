"""Checks that never leave the instructors' side.

What the answer saves is read by support.py in another process; what it loads was written by support.py. So a mistake
in saving costs nothing in loading.
"""

import numpy as np

from autograder import expect

IMAGES = np.random.default_rng(7481).random((16, 8, 8, 1), dtype=np.float32)
CODES = np.random.default_rng(7482).random((16, 6), dtype=np.float32)


def elsewhere(submission):
    """Return the same answer in another process, which shares nothing but the scratch folders."""
    return submission.fresh()


def test_parts_saved_complete(submission):
    other = submission.once(elsewhere)
    for kind, seed in (("conv", 101), ("branches", 102)):
        model, folder = submission.support.make_model(kind, seed), submission.folder()
        submission.save_in_parts(model, folder, "kept")
        _expect_same(other.support.read_parts(folder, "kept"), model)


def test_parts_loaded_elsewhere(submission):
    other = submission.once(elsewhere)
    for kind, seed in (("conv", 103), ("branches", 104)):
        model, folder = submission.support.make_model(kind, seed), submission.folder()
        submission.support.write_model_parts(model, folder, "found")
        _expect_same(other.load_from_parts(folder, "found"), model)


def test_parts_folder_and_replacement(submission):
    folder = submission.folder() + "/new/deep"
    submission.save_in_parts(submission.support.make_model("branches", 105), folder, "again.v2")
    model = submission.support.make_model("conv", 106)
    submission.save_in_parts(model, folder, "again.v2")  # the dot belongs to the name
    _expect_same(submission.support.read_parts(folder, "again.v2"), model)


def test_parts_missing(submission):
    for missing in ("lost.json", "lost.weights.h5"):
        folder = _parts(submission, "lost")
        submission.support.remove(f"{folder}/{missing}")
        _refused(submission.load_from_parts, folder, "lost", kind="FileNotFoundError", name=missing)


def test_parts_damaged(submission):
    for damaged in ("worn.json", "worn.weights.h5"):
        for how in ("half", "empty", "text"):
            folder = _parts(submission, "worn")
            submission.support.cut(f"{folder}/{damaged}", how)
            _refused(submission.load_from_parts, folder, "worn", kind="ValueError", name=damaged)


def test_parts_other_json(submission):
    # Good JSON that describes no model.
    folder = _parts(submission, "other")
    path = submission.put("other.json", b'{"accuracy": 0.91, "epochs": 10}')
    submission.support.copy_over(path, f"{folder}/other.json")
    _refused(submission.load_from_parts, folder, "other", kind="ValueError", name="other.json")


def test_parts_mismatched(submission):
    folder, strange = _parts(submission, "mixed"), submission.folder()
    submission.support.write_model_parts(submission.support.make_model("branches", 108), strange, "strange")
    submission.support.copy_over(f"{strange}/strange.weights.h5", f"{folder}/mixed.weights.h5")
    _refused(submission.load_from_parts, folder, "mixed", kind="ValueError", name="mixed.weights.h5")


def test_whole_saved_complete(submission):
    other = submission.once(elsewhere)
    for kind, name, seed in (("conv", "kept.keras", 201), ("branches", "kept.h5", 202)):
        model, path = submission.support.make_model(kind, seed), f"{submission.folder()}/{name}"
        submission.save_whole(model, path)
        loaded = other.support.read_model(path)
        _expect_same(loaded, model)
        expect.that(
            expect.model(loaded).compiled,
            en="the file should hold the training configuration, too: loss, optimiser, metrics.",
            fr="le fichier devrait contenir aussi la configuration d’entraînement : perte, optimiseur, métriques.",
        )


def test_whole_loaded_elsewhere(submission):
    other = submission.once(elsewhere)
    for kind, name, seed in (("branches", "found.keras", 203), ("conv", "found.h5", 204)):
        model, path = submission.support.make_model(kind, seed), f"{submission.folder()}/{name}"
        submission.support.write_model(model, path)
        _expect_same(other.load_whole(path), model)


def test_whole_still_compiled(submission):
    for name in ("ready.keras", "ready.h5"):
        path = f"{submission.folder()}/{name}"
        model = submission.support.make_model("conv", 205)
        submission.support.write_model(model, path)
        loaded = expect.model(submission.load_whole(path))
        expect.that(
            loaded.compiled,
            en="the model was compiled when it was saved; it should be when it is loaded.",
            fr="le modèle était compilé à l’enregistrement ; il devrait l’être au chargement.",
        )
        expect.that(
            (loaded.loss, loaded.optimizer) == (model.loss, model.optimizer),
            en="loss and optimiser should be those the model was saved with.",
            fr="la perte et l’optimiseur devraient être ceux avec lesquels le modèle a été enregistré.",
            received=f"{loaded.loss}, {loaded.optimizer}",
        )


def test_whole_folder_and_replacement(submission):
    folder = submission.folder() + "/new/deep"
    for name in ("again.keras", "again.h5"):
        submission.save_whole(submission.support.make_model("branches", 206), f"{folder}/{name}")
        model = submission.support.make_model("conv", 207)
        submission.save_whole(model, f"{folder}/{name}")
        _expect_same(submission.support.read_model(f"{folder}/{name}"), model)


def test_whole_other_ending(submission):
    model, folder = submission.support.make_model("conv", 208), submission.folder()
    for name in ("model.txt", "model"):
        expect.raises(
            submission.save_whole,
            model,
            f"{folder}/{name}",
            kinds=("ValueError",),
            mentions=(".keras", ".h5"),
        )
    left = submission.files(folder)
    expect.that(
        not left,
        en="nothing should be written where the ending is refused.",
        fr="rien ne devrait être écrit quand la terminaison est refusée.",
        received=", ".join(left),
    )


def test_whole_missing(submission):
    for name in ("lost.keras", "lost.h5"):
        _refused(submission.load_whole, f"{submission.folder()}/{name}", kind="FileNotFoundError", name=name)


def test_whole_damaged(submission):
    model, folder = submission.support.make_model("conv", 209), submission.folder()
    for name in ("worn.keras", "worn.h5"):
        for how in ("half", "empty", "text"):
            submission.support.write_model(model, f"{folder}/{name}")
            submission.support.cut(f"{folder}/{name}", how)
            _refused(submission.load_whole, f"{folder}/{name}", kind="ValueError", name=name)


def test_apart_saved_complete(submission):
    other, folder = submission.once(elsewhere), submission.folder()
    encoder, decoder = (submission.support.make_half(half, 6, 301) for half in ("encoder", "decoder"))
    submission.save_autoencoder(encoder, decoder, folder)
    _expect_same(other.support.read_model(f"{folder}/encoder.keras"), encoder)
    _expect_same(other.support.read_model(f"{folder}/decoder.keras"), decoder, CODES)


def test_apart_folder_and_replacement(submission):
    folder = submission.folder() + "/new/deep"
    for seed in (308, 309):
        encoder, decoder = (submission.support.make_half(half, 6, seed) for half in ("encoder", "decoder"))
        submission.save_autoencoder(encoder, decoder, folder)
    names = submission.files(folder)
    expect.that(
        names,
        en="the folder should have been made, and hold the files.",
        fr="le dossier devrait avoir été créé, et contenir les fichiers.",
    )
    # Only that the newer one is there: what is in which file is another check's business.
    saved = [submission.support.read_model(f"{folder}/{name}") for name in names]
    newest = [weight for model in (encoder, decoder) for weight in model.weights()]
    for model in saved:
        if type(model) is not str:
            for weight in expect.model(model).weights():
                expect.that(
                    any(weight.shape == new.shape and np.allclose(weight, new) for new in newest),
                    en="after saving a second pair, the files should hold the second pair.",
                    fr="après l’enregistrement d’une seconde paire, les fichiers devraient contenir la seconde.",
                )


def test_apart_in_sequence(submission):
    other = submission.once(elsewhere)
    folder, encoder, decoder = _halves(submission, 303)
    models = expect.sequence(other.load_autoencoder(folder), 3)
    _expect_same(models[0], encoder)
    _expect_same(models[1], decoder, CODES)
    restored = decoder.call(expect.array(encoder.call(IMAGES)))
    expect.close(expect.model(models[2]).call(IMAGES), restored, atol=1e-5)


def test_apart_shared(submission):
    folder, *_ = _halves(submission, 304)
    encoder, decoder, autoencoder = map(expect.model, expect.sequence(submission.load_autoencoder(folder), 3))
    for half in (encoder, decoder):
        before = expect.array(autoencoder.call(IMAGES))
        half.set_weights([weight * 0.5 for weight in half.weights()])
        expect.that(
            not np.allclose(before, expect.array(autoencoder.call(IMAGES)), atol=1e-6),
            en="when the weights of the encoder or the decoder change, the autoencoder's answers should change.",
            fr="quand les poids de l’encodeur ou du décodeur changent, les réponses de l’autoencodeur devraient changer.",
        )


def test_apart_missing(submission):
    for missing in ("encoder.keras", "decoder.keras"):
        folder, *_ = _halves(submission, 305)
        submission.support.remove(f"{folder}/{missing}")
        _refused(submission.load_autoencoder, folder, kind="FileNotFoundError", name=missing)


def test_apart_damaged(submission):
    for damaged in ("encoder.keras", "decoder.keras"):
        for how in ("half", "empty", "text"):
            folder, *_ = _halves(submission, 306)
            submission.support.cut(f"{folder}/{damaged}", how)
            _refused(submission.load_autoencoder, folder, kind="ValueError", name=damaged)


def test_apart_mismatched(submission):
    folder = submission.folder()
    for half, code in (("encoder", 23), ("decoder", 17)):
        submission.support.write_model(
            submission.support.make_half(half, code, 307), f"{folder}/{half}.keras"
        )
    expect.raises(submission.load_autoencoder, folder, kinds=("ValueError",), mentions=("23", "17"))


def _parts(submission, name):
    folder = submission.folder()
    submission.support.write_model_parts(submission.support.make_model("conv", 107), folder, name)
    return folder


def _halves(submission, seed):
    folder = submission.folder()
    halves = [submission.support.make_half(half, 6, seed) for half in ("encoder", "decoder")]
    for name, model in zip(("encoder", "decoder"), halves):
        submission.support.write_model(model, f"{folder}/{name}.keras")
    return folder, *halves


def _expect_same(loaded, model, inputs=IMAGES):
    expect.that(
        type(loaded) is not str,
        en="what was saved cannot be loaded.",
        fr="ce qui a été enregistré ne peut pas être chargé.",
        received=loaded if type(loaded) is str else None,
    )
    expect.close(expect.model(loaded).call(inputs), model.call(inputs), atol=1e-5)


def _refused(call, *args, kind, name):
    expect.raises(call, *args, kinds=(kind,), mentions=(name,))
