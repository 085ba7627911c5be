"""Checks that never leave the instructors' side.

What the answer saves is read by support.py in another process; what it loads was written by support.py. So a mistake
in saving costs nothing in loading.
"""

import contextlib

import numpy as np

from autograder import expect
from autograder.base.verdict import AnswerError

from test_public import (
    expect_learning,
    expect_same,
    expect_still_there,
    halves_of,
    parts,
    refused,
)

IMAGES = np.random.default_rng(7481).random((16, 8, 8, 1), dtype=np.float32)
CODES = np.random.default_rng(7482).random((16, 6), dtype=np.float32)
LONG = "autoencoder of the digits of last winter, trained once more with a code of six numbers"


def elsewhere(submission):
    """Return the same answer in another process, which shares nothing but the scratch folders."""
    return submission.fresh()


def test_parts_saved_complete(submission):
    other = submission.once(elsewhere)
    for kind, seed in (("conv", 101), ("branches", 102)):
        model, folder = submission.support.make_model(kind, seed), submission.folder()
        if kind == "branches":  # this one, frozen as a whole, stays so
            model = submission.support.frozen(model)
        learning, answers = model.trainable_params(), model.call(IMAGES)
        submission.save_in_parts(model, folder, "Gardé un")
        read = other.support.read_parts(folder, "Gardé un")
        expect_same(read, model, IMAGES)
        _expect_answers(model, answers)
        expect_learning(model, learning)
        expect_learning(read, learning)
        another = other.support.make_model(kind, 0)
        found = expect.sequence(other.support.remembered(another, f"{folder}/Gardé un.weights.h5"))
        _expect_memory(_memory(submission, model), [expect.array(each) for each in found])


def test_parts_loaded_elsewhere(submission):
    other = submission.once(elsewhere)
    for kind, seed in (("conv", 103), ("branches", 104)):
        model, folder = submission.support.make_model(kind, seed), submission.folder()
        submission.support.write_model_parts(model, folder, "found Two")
        expect_same(other.load_from_parts(folder, "found Two"), model, IMAGES)


def test_parts_cut_off(submission):
    for damaged, other in (("worn.json", "worn.weights.h5"), ("worn.weights.h5", "worn.json")):
        for how in ("half", "bytes"):
            folder = parts(submission, "worn")
            submission.support.cut(f"{folder}/{damaged}", how)
            text = expect.raises(
                submission.load_from_parts, folder, "worn", kinds=("ValueError",), mentions=(damaged,)
            )
            expect.that(
                other not in text,
                en="The message names the other file, too: which of the two cannot be used?",
                fr="Le message nomme aussi l’autre fichier : lequel des deux est inutilisable ?",
                received=text,
            )


def test_parts_any_path(submission):
    # A Path, a folder with a dot, and no folder at all: the one where Python is; names that hold an ending already. What the
    # files hold, and whether folders are made, is the business of others.
    model = submission.support.make_model("branches", 109)
    save, load = submission.reference("save_in_parts"), submission.reference("load_from_parts")
    with _working_elsewhere(submission):
        for folder, name in (
            (submission.support.make_folder(submission.folder(), "v1.2[a]"), "net.3[b].weights"),
            (".", "50%s.json"),
        ):
            submission.support.with_paths(save, model, folder, name)
            here = submission.support.names(folder)
            expect.that(
                {f"{name}.json", f"{name}.weights.h5"} <= set(here),
                en=f"there should be files {name}.json and {name}.weights.h5 in the folder.",
                fr=f"il devrait y avoir des fichiers {name}.json et {name}.weights.h5 dans le dossier.",
                received=", ".join(here),
            )
            submission.support.write_model_parts(model, folder, name)
            expect_same(submission.support.with_paths(load, folder, name), model, IMAGES)
            # Nor does the folder change where this fails.
            _try(submission.load_from_parts, folder, "not there")
        torn = parts(submission, "torn")
        submission.support.cut(f"{torn}/torn.json", "half")
        _try(submission.load_from_parts, torn, "torn")


def test_parts_no_code(submission):
    for make in (submission.support.make_lambda, submission.support.make_lambda_inside):
        folder = submission.folder()
        submission.support.write_model_parts(make(), folder, "trap")
        _expect_no_code(submission.load_from_parts, folder, "trap")


def test_parts_other_json(submission):
    # Good JSON that describes no model.
    no_class = b'{"module": "keras", "class_name": "Sequencial", "config": {}, "registered_name": null}'
    no_layers = b'{"module": "keras", "class_name": "Sequential", "config": {"name": "net"}, "registered_name": "Sequential"}'
    layer = submission.support.layer_description().encode()
    for text in (b'{"accuracy": 0.91, "epochs": 10}', b"[0.91, 0.92]", b"0.91", no_class, no_layers, layer):
        folder = parts(submission, "other")
        submission.support.copy_over(submission.put("other.json", text), f"{folder}/other.json")
        refused(submission.load_from_parts, folder, "other", kind="ValueError", name="other.json")


def test_parts_mismatched(submission):
    strange = submission.folder()
    for kind in ("branches", "seven", "colour"):
        submission.support.write_model_parts(submission.support.make_model(kind, 108), strange, kind)
    # Of another architecture, altogether, in the last layer or in the first; a whole model; an HDF5 file of numbers.
    for how in ("branches", "seven", "colour", "other", "numbers"):
        folder = parts(submission, "mixed")
        if how not in ("other", "numbers"):
            submission.support.copy_over(f"{strange}/{how}.weights.h5", f"{folder}/mixed.weights.h5")
        else:
            submission.support.cut(f"{folder}/mixed.weights.h5", how)
        text = expect.raises(
            submission.load_from_parts, folder, "mixed", kinds=("ValueError",), mentions=("mixed.weights.h5",)
        )
        expect.that(
            "mixed.json" not in text or _names_both(submission),
            en="Where the two files do not fit together, the message should name that of the weights alone.",
            fr="Quand les deux fichiers ne vont pas ensemble, le message devrait ne nommer que celui des poids.",
            received=text,
        )


def _names_both(submission):
    """Return whether a damaged file is told with both names, too: another check's matter."""
    folder = parts(submission, "torn")
    submission.support.cut(f"{folder}/torn.json", "half")
    text = expect.raises(submission.load_from_parts, folder, "torn", kinds=("Exception",))
    return "torn.weights.h5" in text


def test_whole_saved_complete(submission):
    other = submission.once(elsewhere)
    for kind, name, seed in (("conv", "kept.keras", 201), ("branches", "kept.h5", 202)):
        model, path = submission.support.make_model(kind, seed), f"{submission.folder()}/{name}"
        learning, answers, metrics = model.trainable_params(), model.call(IMAGES), model.metrics
        submission.save_whole(model, path)
        loaded = other.support.read_model(path)
        expect_same(loaded, model, IMAGES)
        _expect_answers(model, answers)
        expect_learning(model, learning)
        expect.that(
            expect.model(loaded).compiled and loaded.metrics == metrics,
            en="the file should hold the training configuration, too: loss, optimiser, metrics.",
            fr="le fichier devrait contenir aussi la configuration d’entraînement : perte, optimiseur, métriques.",
        )
        kept = _kept_in(name)
        _expect_memory(_memory(submission, model)[kept], _memory(other, loaded)[kept])
        path = f"{submission.folder()}/{name}"
        tuned = submission.support.frozen(submission.support.make_tuned())
        settings = submission.support.training(tuned)  # Keras forgets some of them when it writes an .h5 file
        submission.save_whole(tuned, path)
        loaded = other.support.read_model(path)
        expect_same(loaded, tuned, IMAGES)
        expect_learning(tuned, 0)
        expect.that(
            other.support.training(loaded) == settings,
            en="the file should hold the training configuration as it is: the optimiser's settings, weights of the losses, all metrics.",
            fr="le fichier devrait contenir la configuration d’entraînement telle quelle : réglages de l’optimiseur, poids des pertes, toutes les métriques.",
        )
        path = f"{submission.folder()}/{name}"
        submission.save_whole(submission.support.make_half("encoder", 5, seed), path)
        raw = other.support.read_model(path)
        expect.that(
            type(raw) is not str and not expect.model(raw).compiled,
            en="a model that is not compiled should be saved as it is.",
            fr="un modèle non compilé devrait être enregistré tel quel.",
        )


def test_whole_loaded_elsewhere(submission):
    other = submission.once(elsewhere)
    for kind, name, seed in (("branches", "found.keras", 203), ("conv", "found.h5", 204)):
        model, path = submission.support.make_model(kind, seed), f"{submission.folder()}/{name}"
        submission.support.write_model(model, path)
        loaded = other.load_whole(path)
        expect_same(loaded, model, IMAGES)
        if loaded.compiled:  # if not, `whole_still_compiled` is lost
            kept = _kept_in(name)
            _expect_memory(_memory(submission, model)[kept], _memory(other, loaded)[kept])


def test_whole_any_path(submission):
    model = submission.support.make_model("branches", 211)
    save, load = submission.reference("save_whole"), submission.reference("load_whole")
    folder = submission.support.make_folder(submission.folder(), "v1.2[a]")
    with _working_elsewhere(submission):
        for path in (f"{folder}/Net.3.keras", f"{folder}/net.3.h5", "bare.keras", "Bare.h5"):
            submission.support.with_paths(save, model, path)
            expect.that(
                submission.support.exists(path),
                en=f"there should be a file {path.rpartition('/')[2]} where the path says.",
                fr=f"il devrait y avoir un fichier {path.rpartition('/')[2]} là où le dit le chemin.",
            )
            submission.support.write_model(model, path)
            expect_same(submission.support.with_paths(load, path), model, IMAGES)
        submission.save_whole(model, "text.keras")  # a text, and no folder in it
        # A file of this name that lies elsewhere is not the one asked for; nor does the folder change where this fails.
        expect.raises(
            submission.load_whole, f"{folder}/bare.keras", kinds=("Exception",)
        )  # which: another check's matter
        submission.support.write_model(model, f"{folder}/torn.keras")
        submission.support.cut(f"{folder}/torn.keras", "half")
        _try(submission.load_whole, f"{folder}/torn.keras")
        # The last ending counts: under this name, too, the whole model is kept.
        saved = []
        for name in ("net.3.h5", "net.weights.h5"):
            submission.save_whole(model, f"{folder}/{name}")
            saved.append(submission.support.read_model(f"{folder}/{name}"))
        usual, wanted = saved[0], model.call(IMAGES)
        # Where the usual name does not keep it either, that is another check's matter.
        if type(usual) is not str and np.allclose(usual.call(IMAGES), wanted, atol=1e-5):
            expect_same(saved[1], model, IMAGES)


def test_whole_cut_off(submission):
    model, folder = submission.support.make_model("conv", 212), submission.folder()
    for name in ("torn.keras", "torn.h5"):
        for how in ("half", "bytes", "other", *(["numbers"] if name.endswith(".h5") else [])):
            submission.support.write_model(model, f"{folder}/{name}")
            submission.support.cut(f"{folder}/{name}", how)
            refused(submission.load_whole, f"{folder}/{name}", kind="ValueError", name=name)


def test_whole_no_code(submission):
    for name in ("trap.keras", "trap.h5"):
        for make in (submission.support.make_lambda, submission.support.make_lambda_inside):
            path = f"{submission.folder()}/{name}"
            submission.support.write_model(make(), path)
            _expect_no_code(submission.load_whole, path)


def test_apart_saved_complete(submission):
    other, folder = submission.once(elsewhere), submission.folder()
    encoder, decoder = (submission.support.make_half(half, 6, 301) for half in ("encoder", "decoder"))
    encoder = submission.support.frozen(encoder)
    learning = [half.trainable_params() for half in (encoder, decoder)]
    answers = encoder.call(IMAGES), decoder.call(CODES)
    submission.save_autoencoder(encoder, decoder, folder)
    saved = [other.support.read_model(f"{folder}/{half}.keras") for half in ("encoder", "decoder")]
    expect_same(saved[0], encoder, IMAGES)
    expect_same(saved[1], decoder, CODES)
    for half, wanted, given in zip((encoder, decoder), learning, answers):
        expect_learning(half, wanted)
        _expect_answers(half, given, IMAGES if half is encoder else CODES)
    for each, wanted in zip(saved, learning):
        expect_learning(each, wanted)
    # Neither was compiled, and saving changes nothing about that; nor where one was.
    expect.that(
        not any(expect.model(each).compiled for each in saved),
        en="a half that is not compiled should be saved as it is.",
        fr="une moitié non compilée devrait être enregistrée telle quelle.",
    )
    halves = [submission.support.make_half(half, 6, 312) for half in ("encoder", "decoder")]
    encoder, decoder = (submission.support.compiled(half, 312) for half in halves)
    folder = submission.folder()
    submission.save_autoencoder(encoder, decoder, folder)
    for name, half in (("encoder", encoder), ("decoder", decoder)):
        saved = expect.model(other.support.read_model(f"{folder}/{name}.keras"))
        expect.that(
            saved.compiled and (saved.loss, saved.metrics) == (half.loss, half.metrics),
            en="a half that is compiled should be saved as it is: with its loss, its optimiser, its metrics.",
            fr="une moitié compilée devrait être enregistrée telle quelle : avec sa perte, son optimiseur, ses métriques.",
        )


def test_apart_folder_and_replacement(submission):
    folder = submission.folder() + "/new.v1/deep.2"  # not the names of files, for all their dots
    for seed in (308, 309):
        encoder, decoder = (submission.support.make_half(half, 6, seed) for half in ("encoder", "decoder"))
        submission.save_autoencoder(encoder, decoder, folder)
        if seed == 308:
            written = submission.files(folder)
            there = submission.support.leave_notes(folder, "encoder.h5", "autoencoder.keras")
    expect_still_there(submission, folder, there)
    names = [name for name in submission.files(folder) if name in written]
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
    folder, *_ = halves_of(submission, 303)
    other.load_autoencoder(folder)
    for half, name in (("encoder", "autoencoder"), ("decoder", "another decoder")):  # not those asked for
        submission.support.write_model(submission.support.make_half(half, 6, 315), f"{folder}/{name}.keras")
    submission.support.cut(f"{folder}/another decoder.keras", "half")
    folder, encoder, decoder = halves_of(submission, 313, folder)  # what lies there now
    for _ in range(2):  # also once what was read before has learnt something else
        models = expect.sequence(other.load_autoencoder(folder), 3)
        expect_same(models[0], encoder, IMAGES)
        expect_same(models[1], decoder, CODES)
        restored = decoder.call(expect.array(encoder.call(IMAGES)))
        expect.close(expect.model(models[2]).call(IMAGES), restored, atol=1e-5)
        for half in models[:2]:
            half.set_weights([weight * 0.5 for weight in half.weights()])


def test_apart_any_shape(submission):
    # Path objects, codes that are no vectors, and grey images made from those of colour. What save_autoencoder wrote is the
    # business of others.
    images = np.random.default_rng(7483).random((3, 6, 10, 3), dtype=np.float32)
    folder = submission.support.make_folder(submission.folder(), "v1.2")
    encoder, decoder = (submission.support.make_code_map(half, 311) for half in ("encoder", "decoder"))
    encoder.set_weights([-each for each in encoder.weights()])  # codes may be negative
    with _working_elsewhere(submission):
        submission.support.with_paths(submission.reference("save_autoencoder"), encoder, decoder, folder)
        torn, *_ = halves_of(submission, 316)
        submission.support.cut(f"{torn}/encoder.keras", "half")
        _try(submission.load_autoencoder, torn)
    for name, model in (("encoder", encoder), ("decoder", decoder)):
        submission.support.write_model(model, f"{folder}/{name}.keras")
    load = submission.reference("load_autoencoder")
    models = expect.sequence(submission.support.with_paths(load, folder), 3)
    restored = decoder.call(expect.array(encoder.call(images)))
    expect.close(expect.model(models[2]).call(images), restored, atol=1e-5)
    expect.close(submission.support.called(models[2], images), restored, atol=1e-5)
    takes = models[2].input_shape
    expect.that(
        type(takes) is not tuple or len(takes) != 4 or takes[1:] == (6, 10, 3),
        en="The autoencoder should take what the encoder takes, not images as the decoder makes them. Its input:",
        fr="L’autoencodeur devrait prendre ce que prend l’encodeur, non des images telles que les fait le décodeur. Son entrée :",
        expected="(None, 6, 10, 3)",
        received=str(takes),
        of="load_autoencoder(folder)",
    )


def test_apart_damaged(submission):
    for damaged in ("encoder.keras", "decoder.keras"):
        for how in ("half", "empty", "text", "other"):
            folder = submission.support.make_folder(submission.folder(), LONG)
            halves_of(submission, 306, folder)
            submission.support.cut(f"{folder}/{damaged}", how)
            refused(submission.load_autoencoder, folder, kind="ValueError", name=damaged)
    folder, *_ = halves_of(submission, 310)
    submission.support.write_model(submission.support.make_lambda_encoder(), f"{folder}/encoder.keras")
    _expect_no_code(submission.load_autoencoder, folder)
    # The other half, and one that fits before it: it makes what the model of the trap takes.
    submission.support.write_model(submission.support.make_half("decoder", 6, 312), f"{folder}/encoder.keras")
    submission.support.write_model(submission.support.make_lambda(), f"{folder}/decoder.keras")
    _expect_no_code(submission.load_autoencoder, folder)


@contextlib.contextmanager
def _working_elsewhere(submission):
    """Work in a folder of its own, which stays the current one: who changes it lets the next relative path lead elsewhere."""
    elsewhere = submission.folder()
    before = submission.support.work_in(elsewhere)
    try:
        here = submission.support.work_in(elsewhere)
        yield
        now = submission.support.work_in(elsewhere)
    finally:
        submission.support.work_in(before)
    expect.that(
        now == here,
        en="after the call, another folder is the current one: the next path without a folder would lead there.",
        fr="après l’appel, le dossier courant est un autre : le prochain chemin sans dossier y mènerait.",
    )


def _try(call, *args):
    """Call a function that should raise an error; which one is another check's matter."""
    with contextlib.suppress(AnswerError):
        call(*args)


def _expect_no_code(call, *args):
    # Which exception and which words is another check's business.
    try:
        call(*args)
    except AnswerError as error:
        if error.not_run or not error.type_names:
            raise
        return
    expect.that(
        False,
        en="a file that holds Python code (a Lambda layer) should be refused: loading it would mean running its author's code.",
        fr="un fichier qui contient du code Python (une couche Lambda) devrait être refusé : le charger, ce serait exécuter le code de son auteur.",
    )


def _expect_answers(model, answers, inputs=IMAGES):
    """The model that was saved still answers as before: what equals it now would else be another one."""
    expect.close(expect.array(model.call(inputs)), expect.array(answers), atol=1e-5)


def _kept_in(name):
    """Return which part of the optimiser's memory the format keeps: of .h5, Keras itself reads the number of steps alone."""
    return slice(None) if name.endswith(".keras") else slice(1)


def _memory(submission, model):
    found = expect.sequence(submission.support.memory(model))
    return [expect.array(each) for each in found]


def _expect_memory(kept, found):
    expect.that(
        len(kept) == len(found)
        and all(a.shape == b.shape and np.allclose(a, b) for a, b in zip(kept, found)),
        en="the optimiser should remember what it remembered when the model was saved: its number of steps, its means.",
        fr="l’optimiseur devrait se souvenir de ce dont il se souvenait à l’enregistrement : son nombre de pas, ses moyennes.",
    )
