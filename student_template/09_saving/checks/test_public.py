"""Checks the students receive. Small models and reference files come from support.py."""

import json
import re

import numpy as np

from autograder import expect

IMAGES = np.random.default_rng(11).random((6, 8, 8, 1), dtype=np.float32)
_HOW = {"empty": "vide", "text": "un texte"}
HDF5, ZIP = b"\x89HDF\r\n\x1a\n", b"PK"  # how every file of these kinds begins


def test_parts_written(submission):
    model, folder = submission.support.make_model("conv", 1), submission.folder()
    submission.save_in_parts(model, folder, "clothes")
    _expect_files(submission, folder, "clothes.json", "clothes.weights.h5")
    _expect_nothing_else(submission, folder, 2)
    try:
        description = json.loads(submission.get(f"{folder}/clothes.json"))
    except ValueError:
        description = None
    wanted = json.loads(submission.support.description(model))
    expect.that(
        type(description) is dict
        and description.keys() == wanted.keys()
        and description.get("compile_config") == wanted.get("compile_config"),
        en="clothes.json should hold the text of model.to_json().",
        fr="clothes.json devrait contenir le texte de model.to_json().",
    )
    expect.that(
        submission.get(f"{folder}/clothes.weights.h5").startswith(HDF5),
        en="clothes.weights.h5 should be an HDF5 file, as model.save_weights writes it.",
        fr="clothes.weights.h5 devrait être un fichier HDF5, tel que l’écrit model.save_weights.",
    )


def test_parts_read(submission):
    folder = submission.folder()
    for seed in (2, 12):  # what lies there now, not what lay there before
        model = submission.support.make_model("conv", seed)
        submission.support.write_model_parts(model, folder, "clothes")
        for other in ("all clothes", "clothes 2"):
            another = submission.support.make_model("conv", seed + 5)
            submission.support.write_model_parts(another, folder, other)
        loaded = expect_read(model, submission.load_from_parts, folder, "clothes")
        expect_learning(loaded, model.trainable_params())
    # Two of one description, such as before and after more training, are two models.
    kept, answers = expect.model(submission.load_from_parts(folder, "clothes")), model.call(IMAGES)
    model.set_weights([weight * 0.5 for weight in model.weights()])
    submission.support.write_model_parts(model, folder, "later")
    later = expect.model(submission.load_from_parts(folder, "later"))
    expect.close(later.call(IMAGES), model.call(IMAGES), atol=1e-5, of='load_from_parts(folder, "later")')
    expect.that(
        np.allclose(expect.array(kept.call(IMAGES)), answers, atol=1e-5),
        en="once another model of the same architecture was loaded, the first one predicts something else: each should be a model of its own.",
        fr="une fois chargé un autre modèle de même architecture, le premier prédit autre chose : chacun devrait être un modèle à lui.",
    )
    model = submission.support.frozen(submission.support.make_model("branches", 22))
    submission.support.write_model_parts(model, folder, "frozen")
    expect_learning(expect.model(submission.load_from_parts(folder, "frozen")), 0)


def test_whole_written(submission):
    model = submission.support.make_model("conv", 3)
    for name, beginning in (("clothes.keras", ZIP), ("clothes.h5", HDF5)):
        folder = submission.folder()
        submission.save_whole(model, f"{folder}/{name}")
        _expect_files(submission, folder, name)
        _expect_nothing_else(submission, folder, 1)
        expect.that(
            submission.get(f"{folder}/{name}").startswith(beginning),
            en=f"{name} is not in the format that its ending asks for.",
            fr=f"{name} n’est pas au format que demande sa terminaison.",
        )


def test_whole_read(submission):
    folder = submission.folder()
    for name in ("clothes.keras", "clothes.h5"):
        for seed in (4, 14):  # what lies there now, not what lay there before
            model = submission.support.make_model("conv", seed)
            submission.support.write_model(model, f"{folder}/{name}")
            expect_read(model, submission.load_whole, f"{folder}/{name}")


def test_apart_written(submission):
    folder = submission.folder()
    encoder, decoder = (submission.support.make_half(half, 5, 5) for half in ("encoder", "decoder"))
    submission.save_autoencoder(encoder, decoder, folder)
    _expect_files(submission, folder, "encoder.keras", "decoder.keras")
    _expect_nothing_else(submission, folder, 2)


def test_apart_read(submission):
    folder = submission.folder()
    for half in ("encoder", "decoder"):
        submission.support.write_model(submission.support.make_half(half, 5, 6), f"{folder}/{half}.keras")
    models = expect.sequence(submission.load_autoencoder(folder), 3)
    # By the shape of their first weights, and how many there are.
    known = {((64, 5), 2): "encoder", ((5, 64), 2): "decoder", ((64, 5), 4): "autoencoder"}
    weights = [expect.model(model).weights() for model in models]
    order = [known.get((each[0].shape, len(each)) if each else None, "?") for each in weights]
    expect.that(
        sorted(order) != sorted(known.values()) or order == list(known.values()),
        en="the three models come in another order.",
        fr="les trois modèles viennent dans un autre ordre.",
        expected=", ".join(known.values()),
        received=", ".join(order),
    )
    sizes = [(8, 8, 1), (5,), (8, 8, 1)]  # into the encoder, into the decoder, out of the decoder
    takes, makes = (sizes[0], sizes[1], sizes[0]), sizes[1:] + sizes[2:]
    for model, name, taken, made in zip(models, known.values(), takes, makes):
        inside = np.zeros((3, *taken), np.float32)
        expect.array(expect.model(model).call(inside), shape=(3, *made), of=f"{name}(…)")


def test_parts_folder_and_replacement(submission):
    folder = submission.folder() + "/new/deep"
    submission.save_in_parts(submission.support.make_model("branches", 105), folder, "again.v2")
    others = (
        "again.v2.txt",
        "again.v22.json",
        "again.v2.keras",
        "again.v22.weights.h5",
        "again.v2.old.weights.h5",
    )
    there = submission.support.leave_notes(folder, *others)
    for kind in ("conv", "bent"):  # of the same layers but for an activation: the description is another one
        model = submission.support.make_model(kind, 106)
        submission.save_in_parts(model, folder, "again.v2")  # the dot belongs to the name
        saved = submission.support.read_parts(folder, "again.v2")
        expect_same(saved, model, IMAGES, of='save_in_parts(model, folder, "again.v2")')
        expect_still_there(submission, folder, there)
    model.set_weights([weight * 0.5 for weight in model.weights()])  # of the same description now
    submission.save_in_parts(model, folder, "again.v2")
    saved = submission.support.read_parts(folder, "again.v2")
    expect_same(saved, model, IMAGES, of='save_in_parts(model, folder, "again.v2")')


def test_parts_missing(submission):
    for missing, there in (("lost.json", "lost.weights.h5"), ("lost.weights.h5", "lost.json")):
        folder = parts(submission, "lost")
        submission.support.remove(f"{folder}/{missing}")
        text = expect.raises(
            submission.load_from_parts, folder, "lost", kinds=("FileNotFoundError",), mentions=(missing,)
        )
        expect.that(
            there not in text,
            en=f"The message names {there}, too, which is there.",
            fr=f"Le message nomme aussi {there}, qui est là.",
            received=text,
        )
    nowhere = f"{submission.folder()}/nowhere"  # not even the folder is there
    text = expect.raises(submission.load_from_parts, nowhere, "lost", kinds=("FileNotFoundError",))
    _expect_named(text, "lost.json", "lost.weights.h5")


def test_parts_damaged(submission):
    for damaged, other in (("worn.json", "worn.weights.h5"), ("worn.weights.h5", "worn.json")):
        for how in ("empty", "text"):
            folder = parts(submission, "worn")
            submission.support.cut(f"{folder}/{damaged}", how)
            text = expect.raises(
                submission.load_from_parts, folder, "worn", kinds=("ValueError",), mentions=(damaged,)
            )
            expect.that(
                other not in text,
                en=f"{damaged} is damaged ({how}); the message names {other}, too, which is not.",
                fr=f"{damaged} est abîmé ({_HOW[how]}) ; le message nomme aussi {other}, qui ne l’est pas.",
                received=text,
            )


def test_whole_folder_and_replacement(submission):
    folder = submission.folder() + "/new/deep"
    for name, other in (("again.keras", "again.h5"), ("again.h5", "again.keras")):
        submission.save_whole(submission.support.make_model("branches", 206), f"{folder}/{name}")
        there = submission.support.leave_notes(folder, other, "again.txt", "again2.h5")
        model = submission.support.make_model("conv", 207)
        submission.save_whole(model, f"{folder}/{name}")
        saved = submission.support.read_model(f"{folder}/{name}")
        expect_same(saved, model, IMAGES, of=f'save_whole(model, folder + "/{name}")')
        expect_still_there(submission, folder, there)


def test_whole_other_ending(submission):
    model, folder = submission.support.make_model("conv", 208), submission.folder()
    for name in (
        "model.txt",
        "model",
        "modelkeras",
        "model.h5.zip",
        "model.H5",
        "model.hdf5",
        "model.keras ",
        "model.h5\n",
    ):
        expect.raises(
            submission.save_whole,
            model,
            f"{folder}/new/{name}",
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
    expect.that(
        not submission.support.exists(f"{folder}/new"),
        en="where the ending is refused, the folder should not be made, either.",
        fr="quand la terminaison est refusée, le dossier ne devrait pas être créé non plus.",
    )


def test_whole_still_compiled(submission):
    for name in ("ready.keras", "ready.h5"):
        path = f"{submission.folder()}/{name}"
        model = submission.support.make_model("conv", 205)
        submission.support.write_model(model, path)
        loaded = expect.model(submission.load_whole(path))
        expect.that(
            loaded.compiled,
            en="the model was compiled when it was saved; it should be when it is loaded.",
            fr="le modèle était compilé à l’enregistrement ; il devrait l’être au chargement.",
        )
        expect.that(
            (loaded.loss, loaded.optimizer) == (model.loss, model.optimizer),
            en="loss and optimiser should be those the model was saved with.",
            fr="la perte et l’optimiseur devraient être ceux avec lesquels le modèle a été enregistré.",
            expected=f"{model.loss}, {model.optimizer}",
            received=f"{loaded.loss}, {loaded.optimizer}",
        )
        expect.that(
            loaded.metrics == model.metrics,
            en="the metrics should be those the model was saved with.",
            fr="les métriques devraient être celles avec lesquelles le modèle a été enregistré.",
            expected=", ".join(model.metrics),
            received=", ".join(loaded.metrics),
        )
        expect.that(
            loaded.trainable_params() == model.trainable_params(),
            en="as many weights should be able to learn as in the model that was saved.",
            fr="autant de poids devraient pouvoir apprendre que dans le modèle enregistré.",
            expected=model.trainable_params(),
            received=loaded.trainable_params(),
        )
        tuned = submission.support.frozen(submission.support.make_tuned())
        submission.support.write_model(tuned, path)
        settings = submission.support.training(submission.support.read_model(path))
        loaded = expect.model(submission.load_whole(path))
        expect_learning(loaded, 0)
        expect.that(
            submission.support.training(loaded) == settings,
            en="the model should be compiled with the settings it was saved with: the optimiser’s (its learning rate …), weights of the losses, all metrics.",
            fr="le modèle devrait être compilé avec les réglages de l’enregistrement : ceux de l’optimiseur (son taux d’apprentissage …), poids des pertes, toutes les métriques.",
        )
        raw = f"{submission.folder()}/{name}"
        model = submission.support.frozen(submission.support.make_code_map("encoder", 205))
        submission.support.write_model(model, raw)
        loaded = expect.model(submission.load_whole(raw))
        expect.that(
            not loaded.compiled,
            en="a model that was not compiled when it was saved should not be when it is loaded.",
            fr="un modèle non compilé à l’enregistrement ne devrait pas l’être au chargement.",
        )
        expect_learning(loaded, 0)


def test_whole_missing(submission):
    for name, other in (("égaré.keras", "égaré.h5"), ("égaré.h5", "égaré.keras")):
        folder = submission.folder()  # the other format is there: not the file that was asked for
        submission.support.write_model(submission.support.make_half("encoder", 5, 210), f"{folder}/{other}")
        refused(submission.load_whole, f"{folder}/{name}", kind="FileNotFoundError", name=name)
        nowhere = f"{submission.folder()}/nowhere"  # not even the folder is there
        refused(submission.load_whole, f"{nowhere}/{name}", kind="FileNotFoundError", name=name)


def test_whole_damaged(submission):
    model, folder = submission.support.make_model("conv", 209), submission.folder()
    for name in ("worn.keras", "worn.h5"):
        for how in ("empty", "text"):
            submission.support.write_model(model, f"{folder}/{name}")
            submission.support.cut(f"{folder}/{name}", how)
            refused(submission.load_whole, f"{folder}/{name}", kind="ValueError", name=name)


def test_apart_shared(submission):
    folder, *saved = halves_of(submission, 304)
    saved[0] = submission.support.frozen_in_part(saved[0])
    submission.support.write_model(saved[0], f"{folder}/encoder.keras")
    encoder, decoder, autoencoder = map(expect.model, expect.sequence(submission.load_autoencoder(folder), 3))
    # Of both together: which of them comes first is another check's matter.
    learning = [encoder.trainable_params() + decoder.trainable_params(), autoencoder.trainable_params()]
    expect.that(
        learning == [sum(half.trainable_params() for half in saved)] * 2,
        en="the weights that can learn should be those that could in the models that were saved: of the decoder all of them, of the encoder, which was frozen, none.",
        fr="les poids qui peuvent apprendre devraient être ceux qui le pouvaient dans les modèles enregistrés : du décodeur tous, de l’encodeur, qui était figé, aucun.",
    )
    for half in (encoder, decoder):
        before = expect.array(autoencoder.call(IMAGES))
        half.set_weights([weight * 0.5 for weight in half.weights()])
        expect.that(
            not np.allclose(before, expect.array(autoencoder.call(IMAGES)), atol=1e-6),
            en="when the weights of the encoder or the decoder change, the autoencoder's answers should change.",
            fr="quand les poids de l’encodeur ou du décodeur changent, les réponses de l’autoencodeur devraient changer.",
        )


def test_apart_missing(submission):
    for missing, there in (("encoder.keras", "decoder.keras"), ("decoder.keras", "encoder.keras")):
        above, *_ = halves_of(submission, 314)
        folder, *_ = halves_of(submission, 305, submission.support.make_folder(above, "run"))
        submission.support.remove(f"{folder}/{missing}")
        # Neither those in a folder below nor those in the folder above are those asked for.
        halves_of(submission, 306, submission.support.make_folder(folder, "older"))
        text = expect.raises(
            submission.load_autoencoder, folder, kinds=("FileNotFoundError",), mentions=(missing,)
        )
        expect.that(
            there not in text,
            en=f"The message names {there}, too, which is there.",
            fr=f"Le message nomme aussi {there}, qui est là.",
            received=text,
        )
    nowhere = f"{submission.folder()}/nowhere"  # not even the folder is there
    text = expect.raises(submission.load_autoencoder, nowhere, kinds=("FileNotFoundError",))
    _expect_named(text, "encoder.keras", "decoder.keras")


def test_apart_mismatched(submission):
    folder = submission.folder()
    for half, code in (("encoder", 23), ("decoder", 17)):
        submission.support.write_model(
            submission.support.make_half(half, code, 307), f"{folder}/{half}.keras"
        )
    expect.raises(submission.load_autoencoder, folder, kinds=("ValueError",), mentions=("23", "17"))
    # Codes that are no vectors: as many channels, then as many numbers.
    for code in ((6, 5, 4), (5, 3, 4)):
        encoder = submission.support.make_code_map("encoder", 311)
        decoder = submission.support.make_code_map("decoder", 311, code)
        for name, model in (("encoder", encoder), ("decoder", decoder)):
            submission.support.write_model(model, f"{folder}/{name}.keras")
        text = expect.raises(submission.load_autoencoder, folder, kinds=("ValueError",))
        told = set(re.findall(r"\d+", text))
        expect.that(
            code == (5, 3, 4) or {"3", "6"} <= told or {"60", "120"} <= told,  # or how many numbers they hold
            en="The message should hold both sizes: here, codes of (3, 5, 4) where (6, 5, 4) are taken.",
            fr="Le message devrait contenir les deux tailles : ici, des codes de (3, 5, 4) où (6, 5, 4) sont attendus.",
            expected="(3, 5, 4), (6, 5, 4)",
            received=text,
        )


def _expect_named(text, *names):
    expect.that(
        any(name in text for name in names),
        en=f"Where the folder is missing, too, the message should name a file that is not there: {names[0]} or {names[1]}.",
        fr=f"Quand le dossier manque aussi, le message devrait nommer un fichier qui n’est pas là : {names[0]} ou {names[1]}.",
        expected=" / ".join(names),
        received=text,
    )


def parts(submission, name):
    folder = submission.folder()
    submission.support.write_model_parts(submission.support.make_model("conv", 107), folder, name)
    return folder


def halves_of(submission, seed, folder=None):
    folder = submission.folder() if folder is None else folder
    halves = [submission.support.make_half(half, 6, seed) for half in ("encoder", "decoder")]
    for name, model in zip(("encoder", "decoder"), halves):
        submission.support.write_model(model, f"{folder}/{name}.keras")
    return folder, *halves


def expect_same(loaded, model, inputs, of=None):
    expect.that(
        type(loaded) is not str,
        en="what was saved cannot be loaded.",
        fr="ce qui a été enregistré ne peut pas être chargé.",
        received=loaded if type(loaded) is str else None,
        of=of,
    )
    expect.close(expect.model(loaded, of=of).call(inputs), model.call(inputs), atol=1e-5, of=of)


def expect_read(model, load, *args):
    """Return what is read, which is the model that lies there, also once what was read before has learnt something else."""
    for _ in range(2):
        loaded = expect.model(load(*args))
        expect.close(loaded.call(IMAGES), model.call(IMAGES), atol=1e-5)
        loaded.set_weights([weight * 0.5 for weight in loaded.weights()])
    return loaded


def expect_learning(model, wanted):
    """As many weights can learn as in the model that was saved."""
    expect.that(
        model.trainable_params() == wanted,
        en="as many weights should be able to learn as before the model was saved.",
        fr="autant de poids devraient pouvoir apprendre qu’avant l’enregistrement du modèle.",
        expected=wanted,
        received=model.trainable_params(),
    )


def expect_still_there(submission, folder, there):
    """The second saving replaces files of the same names: no other file goes, and none comes."""
    here = submission.support.names(folder)
    expect.that(
        set(there) <= set(here),
        en="a file of another name that lay in the folder is gone: only files of the same names should be replaced.",
        fr="un fichier d’un autre nom, qui se trouvait dans le dossier, a disparu : seuls les fichiers de mêmes noms devraient être remplacés.",
    )
    expect.that(
        set(here) <= set(there),
        en="after a second saving, there should be no more files in the folder than after the first.",
        fr="après un second enregistrement, il ne devrait pas y avoir plus de fichiers dans le dossier qu’après le premier.",
        expected=", ".join(there),
        received=", ".join(here),
    )


def refused(call, *args, kind, name):
    expect.raises(call, *args, kinds=(kind,), mentions=(name,))


def _expect_files(submission, folder, *names):
    found = submission.files(folder)
    for name in names:
        expect.that(
            name in found,
            en=f"there should be a file {name} in the folder.",
            fr=f"il devrait y avoir un fichier {name} dans le dossier.",
            expected=name,
            received=", ".join(found),
        )


def _expect_nothing_else(submission, folder, count):
    found = submission.files(folder)
    expect.that(
        len(found) == count,
        en="nothing else should be in the folder.",
        fr="il ne devrait y avoir rien d’autre dans le dossier.",
        received=", ".join(found),
    )
