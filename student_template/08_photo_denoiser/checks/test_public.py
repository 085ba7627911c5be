"""Checks students can run themselves."""

import itertools
import operator
from collections import Counter

import numpy as np

from autograder import data, expect

UNSEEN = data.scenes(12, 16, 24, seed=6).astype(np.float32) / 255
# Some of them with more noise than others: the mean of the PSNR is not the PSNR of the mean.
_NOISE = (
    np.random.default_rng(6).uniform(-0.5, 0.5, UNSEEN.shape) * np.linspace(0.1, 1, 12)[:, None, None, None]
)
UNSEEN_NOISY = np.clip(UNSEEN + _NOISE, 0, 1).astype(np.float32)

# Sixteen flat colours, far from black and white, told apart by their green, which stands in the middle in every order.
COLOURS = [(150, green, 105) for green in range(98, 162, 4)]
SIDE = 12
STRENGTH = 0.35  # of no flat colour does any value reach 0 or 1

PATHS = [f"album/photo_{number:03}.jpg" for number in range(57)]
VALIDATION = 45  # images for validation: more than Keras puts into a batch, and not a multiple
KEYS = ("mse_noisy", "mse_denoised", "psnr_noisy", "psnr_denoised")


def test_photos_listed(submission):
    photo = submission.support.encoded(data.scenes(1, 8, 8, seed=1)[0], "PNG")
    names = (
        "b.JPG",
        "a.jpeg",
        "sea/b.JPG",
        "sea/c.png",
        "sea/deep/d.Jpg",
        "album.jpg/e.PNG",
        "sea/deep/very/far/beach.2023.jpg",
        "north/sea/b.JPG",
        "sea [2023]/f.jpg",
        "sea.2024/g.jPG",
        "sea.2024/h.JPeg",
        "_DSC0042.jpg",
        "a-1.jpg",
        "a.png",
        "img (2).jpg",
        "sea/it's noon.png",
    )
    others = (
        "notes.txt",
        "f.jpg.txt",
        "g.gif",
        "sea/jpg",
        "h.npy",
        "plan.jpg.svg",
        "i.jpe",
        "j.jfif",
        "k.jpg.gz",
    )
    others = (*others, "l.ajpg", "texts/png.txt")
    files = dict.fromkeys((*names, *others), photo)
    files |= {"a.jpeg": b"listed by its name, not opened", "sea/c.png": b""}
    folder = submission.put_many(files)
    listed = expect.sequence(submission.list_photos(folder))
    listed = [expect.text(path, of="list_photos(folder)[…]").replace("\\", "/") for path in listed]
    # The folder's own name stands in every path that leads there: written as it was passed, resolved, or from elsewhere.
    below = "/" + folder.replace("\\", "/").rpartition("/")[2] + "/"
    without = [path for path in listed if below not in f"/{path}"]
    expect.that(
        not without,
        en="A path should lead to its file: it begins with the folder that was passed.",
        fr="Un chemin devrait mener à son fichier : il commence par le dossier reçu.",
        expected=f"{folder}/b.JPG",
        received=without[0] if without else None,
        of="list_photos(folder)",
    )
    short, wanted = [f"/{path}".partition(below)[2] for path in listed], set(names)
    expect.that(
        set(short) <= wanted,
        en="In the list there is something that is no photo: a file whose name ends otherwise, or a folder. Too many:",
        fr="Il y a dans la liste quelque chose qui n’est pas une photo : un fichier dont le nom finit autrement, ou un dossier. En trop :",
        received=", ".join(sorted(set(short) - wanted)),
        of="list_photos(folder)",
    )
    expect.that(
        set(short) >= wanted,
        en="Some photos are not in the list. Those that are missing, in the folder:",
        fr="Des photos ne sont pas dans la liste. Celles qui manquent, dans le dossier :",
        expected=", ".join(sorted(wanted - set(short))),
        of="list_photos(folder)",
    )
    expect.equal(sorted(short), sorted(names), of="sorted(list_photos(folder))")
    expect.that(
        len(expect.sequence(submission.list_photos(f"{folder}/texts"))) == 0,
        en="For a folder without photos, the list should be empty.",
        fr="Pour un dossier sans photo, la liste devrait être vide.",
        of='list_photos("…/texts")',
    )
    again = submission.support.with_path(submission.reference("list_photos"), folder)
    expect.that(
        len(expect.sequence(again, of="list_photos(Path(folder))")) == len(names),
        en="For a folder given as a Path, other photos were listed.",
        fr="Pour un dossier donné comme Path, d’autres photos sont dans la liste.",
        expected=len(names),
        received=len(again),
    )
    twins = submission.put_many({"a.jpg": photo, "A.jpg": photo, "a.JPG": photo})
    count = len(submission.files(twins))  # on some systems they are all the same file
    expect.that(
        len(expect.sequence(submission.list_photos(twins))) == count,
        en="Where names differ in capitals only, they are photos of their own: a.jpg, A.jpg and a.JPG.",
        fr="Quand des noms ne diffèrent que par les majuscules, ce sont des photos distinctes : a.jpg, A.jpg et a.JPG.",
        expected=count,
        of="len(list_photos(folder))",
    )
    place = f"{submission.put_many({'.album [2023] $ALBUM/sea/a.jpg': photo})}/.album [2023] $ALBUM"
    sizes = submission.support.before_and_after(submission.reference("list_photos"), place, "sea/b.png")
    before, after, opened, *relative = (expect.integer(size) for size in expect.sequence(sizes, length=5))
    expect.that(
        before == 1,
        en="In a folder whose own name begins with a dot and holds brackets and a dollar sign, not the same photos were found.",
        fr="Dans un dossier dont le nom commence par un point et contient des crochets et un dollar, d’autres photos ont été trouvées.",
        expected=1,
        received=before,
        of='len(list_photos("…/.album [2023] $ALBUM"))',
    )
    expect.that(
        after == 2,
        en="After a photo was added to the folder, it should be in the list.",
        fr="Après l’ajout d’une photo au dossier, elle devrait être dans la liste.",
        expected=2,
        received=after,
        of='len(list_photos("…/.album [2023] $ALBUM"))',
    )
    expect.that(
        relative == [2, 2],
        en="Where the folder is told from the current one, twice, other photos were found: the current folder should stay as it was. (-1: an error.)",
        fr="Quand le dossier est donné à partir du dossier courant, deux fois, d’autres photos ont été trouvées : le dossier courant devrait rester tel quel. (-1 : une erreur.)",
        expected=[2, 2],
        received=relative,
        of='len(list_photos(".album [2023] $ALBUM"))',
    )
    expect.that(
        opened == 0,
        en="The photos were opened: their names are enough to list them.",
        fr="Les photos ont été ouvertes : pour la liste, leurs noms suffisent.",
        of="list_photos(folder)",
    )
    expect.that(
        listed in (sorted(listed), sorted(listed, key=lambda path: path.split("/"))),
        en="The list is not sorted.",
        fr="La liste n’est pas triée.",
        expected=", ".join(sorted(short)),
        received=", ".join(short),
    )


def test_split_sizes(submission):
    for each in expect.sequence(submission.split_photos(list(PATHS), 1), length=3):
        expect.that(
            type(each) is not np.ndarray,
            en="Three lists were expected, not arrays.",
            fr="Trois listes étaient attendues, et non des tableaux.",
            expected=PATHS[:39],
            received=each,
        )
    for count in (57, 20, 10, 300, 1503, 20_007):
        paths = [f"album_{number % 7}/{number}.jpg" for number in range(count)]
        lists = _split(submission, paths, 1)
        for size, share in zip(map(len, lists), (0.7, 0.1, 0.2)):
            expect.that(
                abs(size - share * count) < 2,
                en=f"Of {count} paths, one list should hold {100 * share:.0f} %, that is {share * count:.1f}.",
                fr=f"Sur {count} chemins, une liste devrait en contenir {100 * share:.0f} %, soit {share * count:.1f}.",
                expected=" / ".join(f"{each * count:.0f}" for each in (0.7, 0.1, 0.2)),
                received=" / ".join(str(len(each)) for each in lists),
            )


def test_split_input_unchanged(submission):
    paths = [*PATHS[1::2], *PATHS[::2]]  # in no order: to sort them would change them too
    lists, after = submission.split_photos.with_arguments(list(paths), 5)
    expect.sequence(lists, length=3)
    expect.that(
        isinstance(after, tuple) and after and type(after[0]) in (list, tuple) and [*after[0]] == paths,
        en="After the call, the list of paths is no longer what it was.",
        fr="Après l’appel, la liste des chemins n’est plus ce qu’elle était.",
    )


def test_photo_form(submission):
    scene = data.scenes(1, 30, 40, seed=2)[0]
    bars = (np.indices((30, 40)).sum(axis=0) // 5 % 2 * np.uint8(255))[..., None].repeat(3, axis=-1)
    # Where black and white meet, an interpolation in floating point may reach beyond [0, 1].
    for image, kind, name in ((scene, "PNG", "a.png"), (scene, "JPEG", "a.jpg"), (bars, "PNG", "bars.png")):
        path = submission.put(name, submission.support.encoded(image.astype(np.uint8), kind))
        photo = expect.array(submission.load_photo(path, 12, 20), shape=(12, 20, 3), dtype="float32")
        expect.within(photo, 0.0, 1.0)
        expect.that(
            photo.max() > 0.1,
            en="The photo is nearly black: were the values divided by 255 twice?",
            fr="La photo est presque noire : les valeurs ont-elles été divisées deux fois par 255 ?",
            received=float(photo.max()),
        )


def test_photo_colours(submission):
    for name, colour in (
        ("red", (220, 30, 60)),
        ("grey", (90,)),
        ("with_palette", (220, 30, 60)),
        ("with_transparency", (220, 30, 60, 100)),
        ("grey_with_transparency", (90, 100)),
        ("white_of_one_bit", (255,)),
        ("partly_transparent", (220, 30, 60, 255)),
        ("grey_partly_transparent", (90, 255)),
        ("nearly_black", (1, 0, 1)),
        ("of_four_inks", (220, 30, 60)),
    ):
        image = np.full((20, 30, len(colour)), colour, np.uint8)
        image = image[..., 0] if name in ("grey", "white_of_one_bit") else image
        if "partly" in name:
            image[:, :15, -1] = 0
        kinds = {"with_palette": "PNG with palette", "white_of_one_bit": "PNG of one bit"}
        kind = {**kinds, "of_four_inks": "JPEG of four inks"}.get(name, "PNG")
        ending = "png" if kind.startswith("PNG") else "jpg"
        path = submission.put(f"{name}.{ending}", submission.support.encoded(image, kind))
        wanted = np.broadcast_to(np.array(colour[: 3 if len(colour) > 2 else 1]) / 255, (3,))
        for height, width in ((10, 10), (20, 30)):  # smaller, and as large as it is
            of = f'load_photo("{name}.{ending}", {height}, {width})'
            photo = expect.array(submission.load_photo(path, height, width), shape=(height, width, 3), of=of)
            # Inks, and what is partly transparent, are rounded on the way.
            atol = 0.01 if "transp" in name or "inks" in name else 0.002
            expect.close(photo.mean(axis=(0, 1)), wanted, atol=atol, of=f"{of}: red, green, blue")
    deep = submission.support.encoded(np.arange(200, dtype=np.uint8).reshape(10, 20), "PNG of sixteen bits")
    photo = submission.load_photo(submission.put("sixteen_bits.png", deep), 10, 10)
    expect.within(
        expect.array(photo, shape=(10, 10, 3)), 0.0, 1.0, of='load_photo("sixteen_bits.png", 10, 10)'
    )


def test_batches_form(submission):
    paths = _album(submission, data.scenes(7, 20, 28, seed=3))
    accepted = submission.support.accepted(submission.reference("photo_batches"), paths, 3, 10, 14, 0.5, 1)
    expect.that(
        accepted is True,
        en="What is returned is not something that `fit` accepts: a generator (a function with `yield` makes one), a tf.data.Dataset or a keras.utils.PyDataset.",
        fr="Ce qui est renvoyé n’est pas accepté par « fit » : un générateur (une fonction avec « yield » en fait un), un tf.data.Dataset ou un keras.utils.PyDataset.",
        of="photo_batches(…)",
    )
    told = gathered(submission, paths, 3, 10, 14, 0.5, 1, 14)
    for noisy, clean in _pairs(told):
        clean = expect.array(clean, shape=(None, 10, 14, 3), dtype="float32", of="clean, photo_batches(…)")
        expect.array(noisy, shape=clean.shape, dtype="float32", of="noisy, photo_batches(…)")
        expect.within(clean, 0.0, 1.0, of="clean, photo_batches(…)")
        expect.within(noisy, 0.0, 1.0, of="noisy, photo_batches(…)")
        expect.that(
            len(clean) <= 3,
            en="A batch has more than batch_size = 3 photos.",
            fr="Un lot contient plus de batch_size = 3 photos.",
            expected=3,
            received=len(clean),
            of="photo_batches(…)",
        )
    expect.that(
        told["changed"] is False,
        en="A batch changed after it was given, when the next one was made: is the same array filled anew each time?",
        fr="Un lot a changé après avoir été donné, quand le suivant a été fait : le même tableau est-il rempli chaque fois ?",
        of="photo_batches(…)",
    )


def test_same_size(submission):
    model = expect.model(submission.build_denoiser())
    for height, width in ((24, 24), (16, 40)):
        photos = np.full((2, height, width, 3), 0.5, np.float32)
        expect.array(
            model.call(photos), shape=photos.shape, of=f"build_denoiser()(photos {height} × {width})"
        )


def test_history(submission):
    seen, _, after, history, _ = submission.once(lesson)
    history = expect.mapping(history, keys=("loss", "val_loss"), of="train_denoiser(…)")
    for name in ("loss", "val_loss"):
        for loss in expect.sequence(history[name], length=3, of=f'train_denoiser(…)["{name}"]'):
            expect.number(loss, of=f'train_denoiser(…)["{name}"]')
    # Twelve epochs in which the validation loss grows, and the other is small: all are asked for, and as they are.
    noisy = np.zeros((8, 4, 4, 3), np.float32)
    batches = submission.support.batches("generator", noisy, noisy + np.float32(0.294), 8)
    validation = noisy, noisy + np.float32(0.9)
    long = submission.train_denoiser(submission.support.one_value(0.3), batches, 1, validation, 12)
    long = expect.mapping(long, keys=("loss", "val_loss"), of="train_denoiser(…)")
    for name in ("loss", "val_loss"):
        expect.sequence(long[name], length=12, of=f'train_denoiser(…, 12)["{name}"]')
    expect.that(
        expect.number(long["loss"][0]) > 0,
        en="A small loss is told as 0: are the losses rounded?",
        fr="Une petite perte est donnée comme 0 : les pertes sont-elles arrondies ?",
        expected=3.6e-5,
        received=long["loss"][0],
        of='train_denoiser(…)["loss"][0]',
    )
    # Each image comes once, so no error is smaller than before. What came, and whether it was learnt, is another check's
    # matter.
    squares = squared_errors(50, 5, 3)
    learnt = (after - numbered(squares)[1][:, 0, 0, 0]) ** 2 < squares
    in_order = [sorted(step) for step in seen] == [[*range(5 * step, 5 * step + 5)] for step in range(9)]
    if in_order and learnt[:45].all():
        told, losses = history["loss"], squares[:45].reshape(3, 15).mean(axis=1)
        expect.that(
            not np.allclose(
                [float(loss) for loss in told], squares[:45].reshape(3, 3, 5)[:, -1].mean(axis=1), rtol=0.03
            ),
            en="The training losses are those of the last batch of each epoch, not of all its batches. (train_on_batch returns the loss of its batch alone: the mean over the epoch is yours to take.)",
            fr="Les pertes d’entraînement sont celles du dernier lot de chaque époque, et non de tous ses lots. (train_on_batch renvoie la perte de son lot seul : la moyenne sur l’époque est à votre charge.)",
            expected=_few(losses),
            received=_few(told),
            of='train_denoiser(…)["loss"]',
        )
        expect.that(
            np.allclose([float(loss) for loss in told], losses, rtol=0.03),
            en="The training losses are not the MSE on the batches of each epoch.",
            fr="Les pertes d’entraînement ne sont pas la MSE sur les lots de chaque époque.",
            expected=_few(losses),
            received=_few(told),
            of='train_denoiser(…)["loss"]',
        )


def test_report_form(submission):
    clean = data.scenes(4, 12, 16, seed=5).astype(np.float32) / 255
    noisy = np.clip(clean + np.random.default_rng(5).uniform(-0.3, 0.3, clean.shape), 0, 1).astype(np.float32)
    report = expect.mapping(
        submission.evaluate_denoiser(submission.support.linear(0.5, 0.2), noisy, clean), keys=KEYS
    )
    for key in KEYS:
        expect.number(report[key], of=f'evaluate_denoiser(…)["{key}"]')


def _split(submission, paths, seed):
    lists = expect.sequence(submission.split_photos(paths, seed), length=3)
    # That they are lists, not arrays, is the matter of the check of their sizes.
    lists = [each.tolist() if isinstance(each, np.ndarray) else each for each in lists]
    return [[expect.text(path) for path in expect.sequence(each)] for each in lists]


def _album(submission, images):
    files = {
        f"{number:03}.png": submission.support.encoded(each, "PNG") for number, each in enumerate(images)
    }
    folder = submission.put_many(files)
    return [f"{folder}/{name}" for name in sorted(files)]


def _gather(submission, *arguments):
    return _pairs(gathered(submission, *arguments))


def _pairs(told):
    expect.that(
        not told["problem"] and told["batches"],
        en="Expected batches of two arrays, (noisy, clean).",
        fr="Des lots de deux tableaux, (noisy, clean), étaient attendus.",
        of="photo_batches(…)",
    )
    return [expect.sequence(each, length=2, of="photo_batches(…)") for each in told["batches"]]


def test_split_complete(submission):
    for count, seed in ((57, 6), (100, 7), *((few, 8) for few in range(10, 40))):
        # A long path, too; one that could be written shorter; names that two folders share.
        folder = {100: "été/" * 70, 57: "./album//"}.get(count, "album/")
        paths = [f"{folder}{'night/' * (number % 2)}{number // 2}.jpg" for number in range(count)]
        together = [path for each in _split(submission, paths, seed) for path in each]
        expect.that(
            len(together) == len(set(together)),
            en="A photo is in two of the lists, or twice in one.",
            fr="Une photo est dans deux des listes, ou deux fois dans une.",
        )
        expect.that(
            set(together) == set(paths),
            en="The three lists together do not hold all the photos.",
            fr="Les trois listes réunies ne contiennent pas toutes les photos.",
            expected=f"{count} / {count}",
            received=f"{len({*together} & {*paths})} / {count}",
        )


def test_split_seeded(submission):
    # 64 000 and 1 024 000 000 more: the same last digits, decimal or binary; 2**31 more: the same last 31 bits.
    first, again, *others, zero, zero_again = (
        _split(submission, PATHS, seed) for seed in (3, 3, 64_003, 1_024_000_003, 2**31 + 3, 2**32 - 1, 0, 0)
    )
    expect.that(
        first == again and zero == zero_again,
        en="Two calls with the same seed gave different lists.",
        fr="Deux appels avec la même graine ont donné des listes différentes.",
    )
    split = submission.reference("split_photos")
    here, there = (submission.support.split_elsewhere(split, PATHS, 3, salt) for salt in (1, 2))
    expect.that(
        here == there,
        en="In another program, the same seed would give other lists: the order of a set, what `hash` says of a text and the current folder are not the same everywhere.",
        fr="Dans un autre programme, la même graine donnerait d’autres listes : l’ordre d’un ensemble (set), ce que « hash » dit d’un texte et le dossier courant ne sont pas les mêmes partout.",
    )
    for other in others:
        expect.that(
            all({*one} != {*two} for one, two in zip(first, other)),
            en="Two different seeds gave the same photos in one of the lists.",
            fr="Deux graines différentes ont donné les mêmes photos dans une des listes.",
        )
    expect.that(
        all({*each} != {*PATHS[start : start + len(each)]} for each in first for start in range(57)),
        en="The photos are shared out in the order of the list, not at random.",
        fr="Les photos sont réparties dans l’ordre de la liste, et non au hasard.",
    )
    # Of 20 photos in 1000 splits, each should be in a list as often as the others: about 700, 100 or 200 times. Six standard deviations and a half of a binomial law: 1e-10 a comparison.
    often = expect.sequence(submission.support.split_often(split, PATHS[:20], 1000), length=4)
    *tallies, (ways,) = (expect.sequence(each, length=size) for each, size in zip(often, (20, 20, 20, 1)))
    for tally in tallies:
        share = sum(tally) / 20_000
        expect.that(
            all(abs(each - 1000 * share) <= 6.5 * np.sqrt(1000 * share * (1 - share)) for each in tally),
            en="With 1000 seeds, some photos came into one of the lists much more often than others: not all have the same chance.",
            fr="Avec 1000 graines, certaines photos sont venues bien plus souvent que d’autres dans une des listes : toutes n’ont pas la même chance.",
            expected=f"≈ {1000 * share:.0f}",
            received=f"{min(tally)}–{max(tally)}",
        )
    # There are more than four million ways to share out 20 photos: hardly one comes twice.
    expect.that(
        ways > 900,
        en="With 1000 seeds, the photos were shared out in the same ways again and again: they are not shuffled one by one.",
        fr="Avec 1000 graines, les photos ont été réparties sans cesse des mêmes façons : elles ne sont pas mélangées une à une.",
        expected="≈ 1000",
        received=str(ways),
    )


def test_fresh_noise(submission):
    # One grey photo, far from black and white: a batch is an epoch. (Of the seed 0 every multiple is 0.)
    grey = np.full((12, 12, 3), 128, np.uint8)
    paths = _album(submission, [grey])
    noise = []
    for noisy, clean in _gather(submission, paths, 1, 12, 12, 0.4, 0, 12):
        clean = expect.array(clean, shape=(1, 12, 12, 3), of="clean, photo_batches(…)")
        noisy = expect.array(noisy, shape=clean.shape, of="noisy, photo_batches(…)")
        noise.append(noisy.astype(np.float64) - clean)
    expect.that(
        len(noise) >= 12,
        en="The photo did not come back in every one of twelve epochs.",
        fr="La photo n’est pas revenue à chacune des douze époques.",
        expected=12,
        received=len(noise),
        of="photo_batches(…)",
    )
    many = _gather(submission, paths, 1, 12, 12, 0.4, 5, 130)
    expect.that(
        len(many) >= 130,
        en="The photo did not come back in every one of 130 epochs: they should go on without end.",
        fr="La photo n’est pas revenue à chacune des 130 époques : elles devraient se suivre sans fin.",
        expected=130,
        received=len(many),
        of="photo_batches(…)",
    )
    endless = submission.support.still_gives(
        submission.reference("photo_batches"), paths, 1, 8, 8, 0.4, 5, 1100
    )
    expect.that(
        endless is True,
        en="The batches came to an end after many epochs: a generator should go on without end.",
        fr="Les lots se sont arrêtés après de nombreuses époques : un générateur devrait continuer sans fin.",
        of="photo_batches(…)",
    )
    drawn = [np.round(expect.array(noisy, of="noisy, photo_batches(…)") - clean, 5) for noisy, clean in many]
    drawn = [
        each.tobytes() for each in drawn if each.any()
    ]  # how often a strength is 0 is another check's matter
    strengths = np.array([np.abs(each).max() for each in noise])
    expect.that(
        np.ptp(strengths) > 0.02,  # twelve draws of [0, 0.4): closer together with a chance of 1e-14
        en="The photo has noise of the same strength in every epoch.",
        fr="La photo a un bruit de même force à chaque époque.",
        of="photo_batches(…)",
    )
    patterns = [each / strength for each, strength in zip(noise, strengths) if strength > 0.01]
    expect.that(
        all(np.ptp(each) > 1e-6 for each in patterns),  # a pattern of one value has no correlation
        en="The noise is the same number for all values of the photo: each should have its own.",
        fr="Le bruit est un seul nombre pour toutes les valeurs de la photo : chacune devrait avoir le sien.",
        of="photo_batches(…)",
    )
    for first, second in itertools.pairwise(patterns):
        correlation = np.corrcoef(first.ravel(), second.ravel())[0, 1]
        expect.that(
            abs(correlation) < 0.5,  # two independent patterns of 432 values: 0 ± 0.05
            en="The photo has the same noise again in the next epoch.",
            fr="La photo a de nouveau le même bruit à l’époque suivante.",
            of="photo_batches(…)",
        )
    expect.that(
        len({*drawn}) == len(drawn),
        en="The photo has the noise of an earlier epoch again.",
        fr="La photo a de nouveau le bruit d’une époque précédente.",
        expected=len(drawn),
        received=len({*drawn}),
        of="photo_batches(…)",
    )
    # Nor that of another photo, in another batch: sixteen photos an epoch, four a batch. (Within an epoch: another check's.)
    others = noise_of(submission, 6, 64)
    kept = np.flatnonzero(np.ptp(others, axis=(1, 2, 3)) > 0.02)
    elsewhere = _alike([others[number].ravel() for number in kept]) & (kept[:, None] // 16 != kept // 16)
    expect.that(
        not elsewhere.any(),
        en="A photo has the noise that another one had in an earlier epoch: it should be drawn anew.",
        fr="Une photo a le bruit qu’une autre avait à une époque précédente : il devrait être tiré de nouveau.",
        of="photo_batches(…)",
    )
    # Nor with another strength: patterns of 432 values have a correlation of 0 ± 0.05.
    patterns = [np.ravel(noisy - clean).astype(np.float64) for noisy, clean in many]
    again = _alike([each for each in patterns if np.ptp(each) > 0.02])
    expect.that(
        not again.any(),
        en="The photo has the noise of an earlier epoch again, stronger or weaker: it should be drawn anew, not picked from a stock.",
        fr="La photo a de nouveau le bruit d’une époque précédente, plus fort ou plus faible : il devrait être tiré de nouveau, et non pris dans une réserve.",
        of="photo_batches(…)",
    )


def _alike(patterns):
    """Return which patterns are the same but for their strength, as a table of truth values; one is not like itself."""
    patterns = np.array(patterns)
    if len(patterns) < 2:
        return np.zeros((len(patterns),) * 2, bool)
    return np.abs(np.corrcoef(patterns)) - np.eye(len(patterns)) > 0.5


def test_new_order(submission):
    shades = [np.full((12, 12, 3), 10 * shade, np.uint8) for shade in range(20)]
    batches = _gather(submission, _album(submission, shades), 6, 12, 12, 0.0, 4, 160)
    order = [round(25.5 * float(photo.mean())) for _, clean in batches for photo in expect.array(clean)]
    # 20 photos: the chance of twice the same order is below 1e-18.
    expect.that(
        order[:20] != list(range(20)),
        en="In the first epoch the photos came in the order of the list.",
        fr="À la première époque, les photos sont venues dans l’ordre de la liste.",
        of="photo_batches(…)",
    )
    epochs = [tuple(order[start : start + 20]) for start in range(0, 160, 20)]
    expect.that(
        len(order) >= 160 and all(map(operator.ne, epochs, epochs[1:])),
        en="The photos came in the same order in the next epoch.",
        fr="Les photos sont venues dans le même ordre à l’époque suivante.",
        of="photo_batches(…)",
    )
    # What is no new draw: an order that came before, the same one backwards, or begun at another photo.
    turned = [{way[k:] + way[:k] for way in (epoch, epoch[::-1]) for k in range(20)} for epoch in epochs]
    expect.that(
        not any(later in turned[number] for number in range(8) for later in epochs[number + 1 :]),
        en="An epoch has the order of an earlier one, backwards or begun at another photo: it should be drawn anew.",
        fr="Une époque a l’ordre d’une époque précédente, à l’envers ou commencé à une autre photo : il devrait être tiré de nouveau.",
        of="photo_batches(…)",
    )
    # Eight epochs: the chance that one of 20 places has the same photo in all is 2e-8.
    expect.that(
        all(len({*photos}) > 1 for photos in zip(*epochs)),
        en="In all epochs the same photo came at the same place.",
        fr="À toutes les époques, la même photo est venue à la même place.",
        of="photo_batches(…)",
    )
    # Ranks of 20 places, eight epochs: their mean correlation with the list is 0 ± 0.08.
    near = np.mean([np.corrcoef(epoch, range(20))[0, 1] if len({*epoch}) > 1 else 0 for epoch in epochs])
    expect.that(
        abs(near) < 0.5,
        en="The photos stay close to their places in the list: they are hardly shuffled (is the buffer of `shuffle` too small?).",
        fr="Les photos restent près de leur place dans la liste : elles sont à peine mélangées (le tampon de « shuffle » est-il trop petit ?).",
        of="photo_batches(…)",
    )
    # 300 photos, two a batch, two epochs: 0 ± 0.04.
    shades = [
        np.full((8, 8, 3), [(shade + more) // 3 for more in range(3)], np.uint8) for shade in range(300)
    ]
    batches = _gather(submission, _album(submission, shades), 2, 8, 8, 0.0, 4, 600)
    order = [float(photo.mean()) for _, clean in batches for photo in expect.array(clean)]
    far = [
        np.corrcoef(order[start : start + 300], range(300))[0, 1] for start in range(0, len(order) - 299, 300)
    ]
    expect.that(
        not far or abs(np.mean(far)) < 0.55,
        en="Of many photos, those that stand far apart in the list hardly come near each other: is the buffer of `shuffle` too small?",
        fr="Parmi de nombreuses photos, celles qui sont loin l’une de l’autre dans la liste ne se rapprochent guère : le tampon de « shuffle » est-il trop petit ?",
        of="photo_batches(…)",
    )
    groups = [frozenset(frozenset(epoch[start : start + 6]) for start in range(0, 20, 6)) for epoch in epochs]
    expect.that(
        len({*groups}) > 1,
        en="The same photos are together in a batch in every epoch: the photos should be shuffled, not the batches.",
        fr="Les mêmes photos sont ensemble dans un lot à chaque époque : il faut mélanger les photos, et non les lots.",
        of="photo_batches(…)",
    )


def test_odd_sizes(submission):
    model = expect.model(submission.build_denoiser())
    for height, width in ((37, 53), (25, 24), (26, 31), (8, 9), (30, 30)):
        photos = np.full((1, height, width, 3), 0.5, np.float32)
        expect.array(
            model.call(photos), shape=photos.shape, of=f"build_denoiser()(photos {height} × {width})"
        )


def test_noisy_to_clean(submission):
    # The network has an answer of its own to each noisy image, above the clean one or below. After an epoch each has moved
    # towards the clean one, whatever the learning rate.
    for kind, count in (("generator", 50), ("dataset", 20), ("pydataset", 20)):
        seen, before, after, *_ = submission.once(LESSONS[kind])
        # Which batches are taken, of the generator's ten nine, is another check's matter.
        taken = {*itertools.chain(*seen)} if seen else {*range(45)}
        learnt = sorted(number for number in taken if 0 <= number < count)
        clean = numbered(squared_errors(count, 5, 3 if kind == "generator" else 4))[1][learnt, 0, 0, 0]
        nearer = np.abs(after[learnt] - clean) < np.abs(before[learnt] - clean)
        expect.that(
            nearer.all(),
            en="After all batches, the outputs for some noisy photos are not closer to their clean ones than before.",
            fr="Après tous les lots, les sorties pour certaines photos bruitées ne sont pas plus proches des photos propres qu’avant.",
            expected=f"{len(learnt)} / {len(learnt)}",
            received=f"{int(nearer.sum())} / {len(learnt)}",
            of=f"train_denoiser(…), {kind}",
        )


def test_steps(submission):
    seen, before, after, *_ = submission.once(lesson)
    something_was_learnt(before, after)
    # Whether the validation images were learnt from is another check's matter.
    seen = [photos for step in seen if (photos := [number for number in step if number < 50])]
    expect.that(
        len(seen) < 100,  # more than ten times what was asked for
        en="An epoch did not end after steps = 3 batches: the training went on for as long as batches came, and those of a generator never end. Who tells fit how many make an epoch? Batches taken in three epochs:",
        fr="Une époque ne s’est pas achevée après steps = 3 lots : l’entraînement a continué tant qu’il venait des lots, et ceux d’un générateur n’ont pas de fin. Qui dit à fit combien de lots font une époque ? Lots pris en trois époques :",
        expected=9,
        received=len(seen),
        of="train_denoiser(model, batches, 3, …, 3)",
    )
    expect.that(
        len(seen) in (0, 9),  # none noted: the model was not called as for training
        en="With steps = 3, three epochs should take nine batches.",
        fr="Avec steps = 3, trois époques devraient prendre neuf lots.",
        expected=9,
        received=len(seen),
        of="train_denoiser(model, batches, 3, …, 3)",
    )
    expect.that(
        [batch[0] // 5 for batch in seen if batch] == list(range(len(seen))),
        en="The batches should be learnt from one after the other, as they come: the next epoch goes on where the last one ended.",
        fr="Les lots devraient servir l’un après l’autre, comme ils viennent : l’époque suivante reprend où la précédente s’est arrêtée.",
        expected=", ".join(map(str, range(len(seen))))[:60],
        received=", ".join(str(batch[0] // 5) for batch in seen if batch)[:60],
        of="train_denoiser(model, batches, 3, …, 3)",
    )
    learnt = sorted(itertools.chain(*seen)) if seen else [*np.flatnonzero((before != after)[:50])]
    expect.that(
        learnt == list(range(45)),
        en="From nine batches of five photos, each photo should be learnt from once, and no other.",
        fr="De neuf lots de cinq photos, chaque photo devrait servir une fois, et aucune autre.",
        expected="45 / 45",
        received=f"{len({*learnt})} / 45",
        of="train_denoiser(model, batches, 3, …, 3)",
    )
    # Seven batches of five photos and one of three, in two epochs of four.
    for kind, sizes in (("generator", [5, 3, 5, 5, 5, 5, 5, 5]), ("dataset", [5, 5, 5, 5, 5, 5, 5, 3])):
        seen, before, after, *_ = lesson_of(submission, kind, 38, 5, 4, 2, sizes, wrapped=True)
        seen = [photos for step in seen if (photos := [number for number in step if number < 38])]
        learnt = list(itertools.chain(*seen)) if seen else [*np.flatnonzero((before != after)[:38])]
        expect.that(
            learnt == list(range(38)),
            en="Where a batch is smaller, too, each batch should be learnt from once, in the order in which they come: the next epoch goes on where the last one ended.",
            fr="Même quand un lot est plus petit, chaque lot devrait servir une fois, dans l’ordre où ils viennent : l’époque suivante reprend où la précédente s’est arrêtée.",
            expected="38 / 38",
            received=f"{len({*learnt})} / 38",
            of=f"train_denoiser(model, batches, 4, …, 2), {kind}",
        )
        steps = [len(step) for step in seen]
        expect.that(
            steps in ([], sizes),
            en="The photos should be learnt from in the batches in which they come. Photos in each step:",
            fr="Les photos devraient servir dans les lots où elles viennent. Photos de chaque pas :",
            expected=", ".join(map(str, sizes)),
            received=", ".join(map(str, steps))[:60],
            of=f"train_denoiser(model, batches, 4, …, 2), {kind}",
        )

    seen, before, after, *_ = submission.once(pydataset_lesson)
    seen = [number for step in seen for number in step if number < 20]
    epochs = [sorted(seen[:20]), sorted(seen[20:])]
    expect.that(
        epochs == [[*range(20)]] * 2 or not (seen or np.array_equal(before, after)),
        en="In each epoch, each batch of a PyDataset should be learnt from once. Photos that were, in two epochs of twenty:",
        fr="À chaque époque, chaque lot d’un PyDataset devrait servir une fois. Photos qui ont servi, en deux époques de vingt :",
        expected="20, 20",
        received=", ".join(str(len(set(epoch))) for epoch in epochs),
        of="train_denoiser(model, batches, 4, …, 2), pydataset",
    )


def test_report_psnr(submission):
    for factor, offset in ((0.6, 0.2), (1.8, -0.3)):
        report = _report(submission, factor, offset)
        output = _output(factor, offset)
        for key, images in (("psnr_noisy", UNSEEN_NOISY), ("psnr_denoised", output)):
            # Where the error of what the model gives is not that of its clipped output, it is another check's matter.
            if key == "psnr_denoised" and _denoised_otherwise(report, UNSEEN_NOISY, output, UNSEEN, 5e-5):
                continue
            errors = np.mean((images.astype(np.float64) - UNSEEN) ** 2, axis=(1, 2, 3))
            _expect_psnr(report, key, float(np.mean(10 * np.log10(1 / errors))), 5e-5)
    noisy, clean = many_photos()
    model = submission.support.linear(1.0, 0.001)
    report = expect.mapping(submission.evaluate_denoiser(model, noisy, clean), keys=KEYS)
    for key, images in (("psnr_noisy", noisy.astype(np.float64)), ("psnr_denoised", noisy + 0.001)):
        if key == "psnr_denoised" and _denoised_otherwise(report, noisy, noisy + 0.001, clean, 5e-4):
            continue
        errors = np.mean((images - clean) ** 2, axis=(1, 2, 3))
        _expect_psnr(report, key, float(np.mean(10 * np.log10(1 / errors))), 5e-4)


def _denoised_otherwise(report, noisy, denoised, clean, rtol):
    """Return whether, of the two MSE told, that of the noisy photos alone is right."""
    right = [
        np.isclose(expect.number(report[key]), _mse(images, clean), rtol=rtol)
        for key, images in (("mse_noisy", noisy), ("mse_denoised", denoised))
    ]
    return right == [True, False]


def _expect_psnr(report, key, wanted, rtol):
    of = f'evaluate_denoiser(…)["{key}"]'
    told = expect.number(report[key], of=of)
    expect.that(
        abs(told / wanted / np.log(10) - 1) > rtol,
        en="The PSNR is 2.303 times too large: np.log is the natural logarithm; decibels want that to the base 10, np.log10.",
        fr="Le PSNR est 2,303 fois trop grand : np.log est le logarithme naturel ; les décibels demandent celui de base 10, np.log10.",
        expected=wanted,
        received=told,
        of=of,
    )
    expect.close(told, wanted, rtol=rtol, of=of)


def many_photos():
    """Return 70 noisy photos, more than Keras puts into two batches, and the clean ones: very nearly as clean, the last
    six much less so."""
    clean = np.tile(0.1 + 0.8 * UNSEEN[:, :8, :8], (6, 1, 1, 1))[:70]
    shifts = np.where(np.arange(70) < 64, 0.0002, 0.09)[:, None, None, None]
    return (clean + shifts).astype(np.float32), clean


def numbered(squares):
    """Return images that bear their numbers, and the clean ones: of each, the square of the distance from the answer of a
    Gallery of as many images is what `squares` says; it lies above the answer or below, in no order."""
    count, errors = len(squares), np.sqrt(squares)
    answers = np.linspace(0.3, 0.7, count)
    errors *= np.random.default_rng(count).choice([-1, 1], count)
    errors *= np.where((answers + errors < 0) | (answers + errors > 1), -1, 1)
    return tuple(
        np.broadcast_to(each[:, None, None, None], (count, 4, 4, 3)).astype(np.float32)
        for each in (np.arange(count) / 1000, answers + errors)
    )


def squared_errors(count, size, steps):
    """Return the squared error of each of `count` images and VALIDATION others before the training, in batches of `size`.

    They have three levels in the three steps of an epoch, and others in the next epoch; so the mean over an epoch tells
    itself apart from the last step's, and from a mean that goes on from one epoch to the next.
    """
    step, place = np.divmod(np.arange(count), size)
    level = np.array([1.0, 0.65, 1.35])[step % steps % 3] * np.linspace(0.8, 1.2, size)[place]
    return np.append(level * (0.07 + 0.035 * (step // steps)), np.linspace(0.02, 0.44, VALIDATION))


def answers_of(model, count):
    """Return the answers of a Gallery, one an image."""
    (answers,) = expect.sequence(model.weights(), 1, of="model.get_weights()")
    return expect.array(answers, shape=(count,), of="model.get_weights()")


def lesson_of(submission, kind, count, size, steps, epochs, sizes=None, wrapped=False):
    """Return what a training did: the numbers learnt from, step by step; the answers before and after; the history;
    whether the optimiser may be Adam.

    The batches of `kind` hold `size` of the first `count` images, or `sizes` of them; VALIDATION others are for validation.
    A model that is `wrapped` was never called so far.
    """
    noisy, clean = numbered(squared_errors(count, size, steps))
    model = submission.support.gallery(len(noisy))
    model = submission.support.wrapped(model) if wrapped else model
    before = answers_of(model, len(noisy))
    sizes = sizes or [size] * (count // size)
    batches = submission.support.numbered_batches(kind, noisy[:count], clean[:count], sizes)
    history = submission.train_denoiser(model, batches, steps, (noisy[count:], clean[count:]), epochs)
    seen = expect.sequence(submission.support.steps_seen(model))
    seen = [[expect.integer(number) for number in expect.sequence(step)] for step in seen]
    after = answers_of(model, len(noisy))
    adam = model.optimizer in (None, "Adam")  # None: the steps are taken by hand
    adam = adam and not model.optimizer_config.get("weight_decay")
    # Adam's first step does not depend on how large an error is: the images of a batch move equally far. (SGD: 22 % apart.)
    moved = np.abs(after - before)[: size * steps * epochs].reshape(-1, size)
    moved = np.where(
        moved, moved, moved.max(axis=1, keepdims=True)
    )  # images left out are another check's matter
    # Where images came again and again, it was not the first one; how often they come is another check's matter.
    came = Counter(itertools.chain(*seen))
    if max(came.values(), default=1) == 1:
        adam = adam and bool((np.ptp(moved, axis=1) <= 0.05 * moved.max(axis=1)).all())
    return seen, before, after, history, adam


def something_was_learnt(before, after):
    """Raise Mismatch where the answers are what they were: then there is no training to look at."""
    expect.that(
        not np.array_equal(before, after),
        en="The network’s answers are the same as before: it has learnt from no photo, so there is no training to judge, and this check gives no points.",
        fr="Les réponses du réseau sont les mêmes qu’avant : il n’a appris d’aucune photo ; il n’y a donc pas d’entraînement à juger, et cette vérification ne donne pas de points.",
        of="train_denoiser(model, batches, 3, …, 3)",
    )


def lesson(submission):
    """Return what a training of three epochs of three batches did, once for several checks."""
    return lesson_of(submission, "generator", 50, 5, 3, 3)


def dataset_lesson(submission):
    """Return what a training of an epoch of four batches of a tf.data.Dataset did."""
    return lesson_of(submission, "dataset", 20, 5, 4, 1)


def pydataset_lesson(submission):
    """Return what a training of two epochs of the four batches of a PyDataset did, once for several checks."""
    return lesson_of(submission, "pydataset", 20, 5, 4, 2)


LESSONS = {"generator": lesson, "dataset": dataset_lesson, "pydataset": pydataset_lesson}


def _few(numbers):
    return ", ".join(f"{number:.4f}" for number in numbers)


def _output(factor, offset):
    return np.clip(factor * UNSEEN_NOISY.astype(np.float64) + offset, 0, 1)


def _mse(images, clean):
    return float(np.mean((images.astype(np.float64) - clean) ** 2))


def _report(submission, factor, offset):
    model = submission.support.linear(factor, offset)
    report = submission.evaluate_denoiser(model, UNSEEN_NOISY, UNSEEN)
    return expect.mapping(report, keys=("mse_noisy", "mse_denoised", "psnr_noisy", "psnr_denoised"))


def test_photo_whole(submission):
    # Sixteen fields of different colours, of as many pixels each: what is cut off or turned over shows.
    fields = np.random.default_rng(80_05).integers(20, 236, (4, 4, 3), dtype=np.uint8)
    for rows, columns, sizes in (
        (15, 30, ((40, 24), (32, 48), (80, 160), (24, 160), (80, 56))),  # smaller, larger, and one of each
        (75, 150, ((40, 24), (36, 48))),  # much smaller
        (30, 15, ((40, 24), (32, 48), (160, 80))),  # higher than wide
        (8, 40, ((40, 24),)),  # a panorama
    ):
        image = fields.repeat(rows, axis=0).repeat(columns, axis=1)
        path = submission.put(f"fields_{rows}.png", submission.support.encoded(image, "PNG"))
        for height, width in sizes:
            photo = expect.array(submission.load_photo(path, height, width), shape=(height, width, 3))
            centres = photo[height // 8 :: height // 4, width // 8 :: width // 4]
            expect.that(
                np.allclose(centres, fields / 255, atol=0.08),
                en="A photo of sixteen coloured fields does not have each colour in its place. Is height taken for width somewhere? Is a part cut off, or turned?",
                fr="Une photo faite de seize cases de couleur n’a pas chaque couleur à sa place. La hauteur est-elle prise quelque part pour la largeur ? Une partie est-elle coupée, ou retournée ?",
                of=f"load_photo(…, {height}, {width})",
            )


def test_own_strength(submission):
    noise = noise_of(submission, 5, 1008)
    strengths = strengths_of(noise) / STRENGTH
    expect.that(
        strengths[:4].max() - strengths[:4].min() > 0.005,
        en="The photos of a batch have noise of the same strength.",
        fr="Les photos d’un lot ont un bruit de même force.",
        of="photo_batches(…)",
    )
    # Largest distance from the uniform distribution (Kolmogorov-Smirnov): of 1008 draws it exceeds 0.12 with a chance
    # of 2·exp(-2·1008·0.12²) = 5e-13; the largest of 432 values stands for the strength and is 0.2 % too small.
    # That none of them lies below 0.03, or none above 0.97, has a chance of 5e-14; that there is a gap of 0.03, of 5e-11.
    strengths = np.sort(strengths)
    # Noise that comes again in every epoch, or in each of a few, is another check's matter.
    drawn_anew = len(np.unique(np.round(noise[:, 0], 4), axis=0)) > 504
    uniform = (np.arange(len(strengths)) + 0.5) / len(strengths)
    expect.that(
        not drawn_anew
        or (
            np.abs(strengths - uniform).max() < 0.122
            and strengths[0] < 0.03
            and 0.96 < strengths[-1] < 1.001
            and np.diff(strengths).max() < 0.032
        ),
        en="The strengths of the photos are not uniform between 0 and max_strength.",
        fr="Les forces des photos ne sont pas uniformes entre 0 et max_strength.",
        of="photo_batches(…)",
    )
    # A photo of 6912 values tells its strength to a few ten-thousandths. Of 240 draws, 17 lie closer than that to the next
    # larger one (of 55 the chance is 1e-12); of a hundred steps or of 256, or where photos share strengths, 80 and more.
    # Noise that comes again, and noise in steps of a byte, are other checks' matter.
    large = noise_of(submission, 5, 240, side=48)
    large = strengths_of(np.unique(np.round(large, 4), axis=0)) / STRENGTH
    if np.mean(np.abs(STRENGTH * 255 * large - np.round(STRENGTH * 255 * large)) < 0.05) > 0.5:
        large = large[:0]
    expect.that(
        np.sum(np.diff(np.sort(large)) < 3e-4) < 55,
        en="The same strengths come again and again: each photo should have a draw of its own, any number between 0 and max_strength.",
        fr="Les mêmes forces reviennent sans cesse : chaque photo devrait avoir la sienne, un nombre quelconque tiré entre 0 et max_strength.",
        of="photo_batches(…)",
    )
    # Photos of the same name, in folders of their own.
    files = {f"{n}/photo.png": encoded_colour(submission, colour) for n, colour in enumerate(COLOURS[:8])}
    folder = submission.put_many(files)
    told = gathered(submission, [f"{folder}/{name}" for name in files], 8, SIDE, SIDE, STRENGTH, 5, 8)
    namesakes = np.concatenate([noisy.astype(np.float64) - clean for noisy, clean in pairs_of(told)])
    expect.that(
        np.ptp(strengths_of(namesakes)) > 0.005 * STRENGTH,
        en="Photos of the same name in different folders have noise of the same strength.",
        fr="Des photos de même nom dans des dossiers différents ont un bruit de même force.",
        of="photo_batches(…)",
    )
    expect.that(
        all(np.allclose(noisy, clean, atol=1e-5) for noisy, clean in flat_photos(submission, 4, 0.0, 5, 16)),
        en="With a max_strength of 0 there should be no noise.",
        fr="Avec un max_strength de 0, il ne devrait pas y avoir de bruit.",
        of="photo_batches(…)",
    )
    # Of 64 photos, none above 0.65 of max_strength: a chance of 1e-12. Such a one has at a max_strength of 1 more than 0.11
    # of its values at an end, and a mean change of 0.29 or more (at 0.5 it would be 0.25).
    weak = strengths_of(noise_of(submission, 5, 64, 0.05)).max()
    strong = flat_photos(submission, 4, 1.0, 5, 64)
    grey = [np.abs(noisy.astype(np.float64) - clean).mean(axis=(1, 2, 3)) for noisy, clean in strong]
    expect.that(
        0.6 * 0.05 < weak < 0.0501 and np.concatenate(grey).max() > 0.28,
        en="Another max_strength does not give noise that much stronger or weaker.",
        fr="Un autre max_strength ne donne pas un bruit plus fort ou plus faible d’autant.",
        of="photo_batches(…)",
    )
    ends = [np.mean((photos <= 0) | (photos >= 1), axis=(1, 2, 3)) for pair in strong for photos in pair]
    expect.that(
        np.concatenate(ends).max() > 0.1,
        en="Of a photo with strong noise hardly any value is 0 or 1: what goes beyond should be cut off there.",
        fr="D’une photo très bruitée, presque aucune valeur n’est 0 ou 1 : ce qui dépasse devrait y être coupé.",
        of="photo_batches(…)",
    )


def test_own_noise(submission):
    noise = noise_of(submission, 6, 64)
    strengths = strengths_of(noise)
    # Which of the two is noisy is another check's matter.
    levels = [255 * np.concatenate(each) for each in zip(*flat_photos(submission, 4, STRENGTH, 6, 16))]
    expect.that(
        min(np.mean(np.abs(each - np.round(each)) < 0.01) for each in levels) < 0.5,  # not rounded: 0.02
        en="The noisy values are rounded, as if they were stored in bytes.",
        fr="Les valeurs bruitées sont arrondies, comme si elles étaient rangées dans des octets.",
        of="photo_batches(…)",
    )
    few = [np.mean([len(np.unique(photo)) for photo in each]) / (SIDE * SIDE * 3) for each in levels]
    expect.that(
        max(few) > 0.9,
        en="The noise of a photo takes a few values only, again and again.",
        fr="Le bruit d’une photo ne prend que quelques valeurs, toujours les mêmes.",
        of="photo_batches(…)",
    )
    # Black and white: of half of the values the noise is cut off, the others receive it. Of 432 draws: 0.5 ± 0.024.
    ends = {
        f"{name}.png": encoded_colour(submission, (level,) * 3)
        for name, level in (("black", 0), ("white", 255))
    }
    folder = submission.put_many(ends)
    paths = [f"{folder}/{name}" for name in sorted(ends)]
    for pair in pairs_of(gathered(submission, paths, 2, SIDE, SIDE, 0.4, 6, 8)):
        changed = np.mean(pair[0] != pair[1], axis=(1, 2, 3))
        expect.that(
            (changed > 0.3).all(),
            en="Black and white photos should receive noise like others, on every value.",
            fr="Des photos noires ou blanches devraient recevoir du bruit comme les autres, sur chaque valeur.",
            of="photo_batches(…)",
        )
    # Sixteen photos an epoch: two patterns of 432 values have a correlation of 0 ± 0.05. (Of another epoch: another check's.)
    for start in range(0, 64, 16):
        epoch = noise[start : start + 16][strengths[start : start + 16] > 0.01].reshape(-1, SIDE * SIDE * 3)
        if len(epoch) > 1 and epoch.std(axis=1).all():
            expect.that(
                np.abs(np.corrcoef(epoch) - np.eye(len(epoch))).max() < 0.5,
                en="Two photos of an epoch, of one batch or of two, have the same noise.",
                fr="Deux photos d’une époque, d’un même lot ou de deux, ont le même bruit.",
                of="photo_batches(…)",
            )
        # The three values of a pixel, divided by one another, do not depend on the strength. Of 2304 pixels hardly two have
        # the same.
        pixels = epoch.reshape(-1, 3)
        pixels = pixels[np.abs(pixels).min(axis=1) > 0.01]
        shares = np.round(pixels[:, 1:] / pixels[:, :1], 3)
        expect.that(
            len(np.unique(shares, axis=0)) > 0.95 * len(shares),
            en="Pixels of the photos of an epoch share their noise: is it cut out of one larger field?",
            fr="Des pixels des photos d’une époque ont le même bruit : est-il découpé dans un même champ plus grand ?",
            of="photo_batches(…)",
        )
    noise = noise[strengths > 0.01] / strengths[strengths > 0.01][:, None, None, None]
    for axis, en, fr in (
        (0, "two photos share their noise", "deux photos ont le même bruit"),
        (1, "two rows of a photo share their noise", "deux lignes d’une photo ont le même bruit"),
        (2, "two columns of a photo share their noise", "deux colonnes d’une photo ont le même bruit"),
        (3, "two channels of a pixel share their noise", "deux canaux d’un pixel ont le même bruit"),
    ):
        same = float(np.mean(np.abs(np.diff(noise, axis=axis)) < 1e-3))
        expect.that(
            same < 0.1,
            en=f"Noise is repeated: {en}.",
            fr=f"Le bruit se répète : {fr}.",
            of="photo_batches(…)",
        )
    # Uniform in [-1, 1): mean 0, standard deviation 1/√3 = 0.577. Of 20 000 values and more: errors 0.004 and 0.002.
    # (Normal noise divided by the largest of 432 has 0.32.)
    expect.that(
        abs(noise.mean()) < 0.05 and abs(noise.std() - 0.577) < 0.05,
        en="Within a photo, the noise is not uniform between -s and s.",
        fr="Dans une photo, le bruit n’est pas uniforme entre -s et s.",
        of="photo_batches(…)",
    )


def test_broken_skipped(submission):
    photo = submission.support.encoded(data.scenes(1, 64, 64, seed=80_04)[0], "JPEG")
    photo = photo if type(photo) is bytes else b""
    shades = submission.support.encoded(data.scenes(1, 64, 64, seed=80_07)[0], "PNG")
    shades = shades if type(shades) is bytes else b""
    broken = {"text.jpg": b"This is not a photo.\n", "empty.png": b""}
    broken |= {"cut.jpg": photo[: len(photo) // 3], "cut.png": shades[: len(shades) // 2]}
    # One of the five has the name that a broken one has in another folder.
    names = (*(f"{number}.png" for number in range(4)), "sea/text.jpg")
    files = {name: encoded_colour(submission, colour) for name, colour in zip(names, COLOURS)}
    folder = submission.put_many({**files, **broken})
    paths = [
        f"{folder}/{name}"
        for name in (*names[:2], "text.jpg", "cut.png", names[2], "empty.png", "cut.jpg", *names[3:])
    ]
    # With one photo a batch, a broken file has one for itself: there is nothing to give then. With two, and several seeds, a
    # broken one comes last in some epochs, after a photo that waits for another one.
    readable = [f"{folder}/{name}" for name in names]
    for batch_size, seed in ((1, 12), *((2, seed) for seed in range(12, 18))):
        told = gathered(submission, paths, batch_size, SIDE, SIDE, 0.0, seed, 10)
        # Where they do not come so without the broken files, it is another check's matter.
        expect.that(
            _five_an_epoch(told)
            or not _five_an_epoch(gathered(submission, readable, batch_size, SIDE, SIDE, 0.0, seed, 10)),
            en="With four broken files among nine, each of the five photos should come once an epoch.",
            fr="Avec quatre fichiers abîmés sur neuf, chacune des cinq photos devrait venir une fois par époque.",
            of="photo_batches(…)",
        )
    printed = expect.text(told["printed"])
    for name in broken:
        expect.that(
            name in printed,
            en="A broken file was skipped without a printed line that names it. Not named:",
            fr="Un fichier abîmé a été sauté sans qu’une ligne affichée le nomme. Pas nommé :",
            expected=name,
            of="photo_batches(…)",
        )


def _five_an_epoch(told):
    """Return whether each of five photos came once in each of two epochs."""
    numbers = numbers_of([clean for _, clean in pairs_of(told)])
    return sorted(numbers[:5]) == sorted(numbers[5:10]) == [*range(5)]


def encoded_colour(submission, colour, side=SIDE):
    image = np.empty((side, side, 3), np.uint8)
    image[:] = colour
    return submission.support.encoded(image, "PNG")


def flat_photos(submission, batch_size, max_strength, seed, count):
    """Return batches of the sixteen flat photos, checked for their form."""
    paths = flat_paths(submission)
    return pairs_of(gathered(submission, paths, batch_size, SIDE, SIDE, max_strength, seed, count))


def flat_paths(submission, side=SIDE):
    folder = submission.put_many(
        {f"{n:02}.png": encoded_colour(submission, each, side) for n, each in enumerate(COLOURS)}
    )
    return [f"{folder}/{number:02}.png" for number in range(16)]


def gathered(submission, *arguments):
    function = submission.reference("photo_batches")
    return expect.mapping(
        submission.support.gather(function, *arguments), keys=("batches", "problem", "printed", "changed")
    )


def pairs_of(told, width=SIDE, height=SIDE):
    expect.that(
        not told["problem"] and told["batches"],
        en="Expected batches of two arrays, (noisy, clean).",
        fr="Des lots de deux tableaux, (noisy, clean), étaient attendus.",
        of="photo_batches(…)",
    )
    pairs = []
    for batch in told["batches"]:
        noisy, clean = expect.sequence(batch, length=2, of="photo_batches(…)")
        clean = expect.array(clean, shape=(None, height, width, 3), of="clean, photo_batches(…)")
        expect.that(
            len(clean) > 0,
            en="A batch without a photo was given.",
            fr="Un lot sans photo a été donné.",
            of="photo_batches(…)",
        )
        pairs.append((expect.array(noisy, shape=clean.shape, of="noisy, photo_batches(…)"), clean))
    return pairs


def numbers_of(cleans, exact=False):
    """Return which of the sixteen colours each clean photo has, by its green alone or by all three; -1 for none."""
    found, wanted = [], np.array(COLOURS) / 255
    for photo in np.concatenate(cleans):
        distances = np.abs(wanted - photo.mean(axis=(0, 1)))
        distances = distances.max(axis=1) if exact else distances[:, 1]
        flat = photo.std(axis=(0, 1)).max() < 0.02
        found.append(int(distances.argmin()) if distances.min() < 0.006 and flat else -1)
    return found


def noise_of(submission, seed, count, max_strength=STRENGTH, side=SIDE):
    told = gathered(submission, flat_paths(submission, side), 4, side, side, max_strength, seed, count)
    pairs = pairs_of(told, side, side)
    noise = np.concatenate([noisy.astype(np.float64) - clean for noisy, clean in pairs])
    expect.that(
        noise.any(),
        en="There is no noise to look at: the noisy photos are the same as the clean ones.",
        fr="Il n’y a pas de bruit à examiner : les photos bruitées sont les mêmes que les propres.",
        of="photo_batches(…)",
    )
    return noise


def strengths_of(noise):
    """Return the largest noise of each photo: its strength, up to a few thousandths."""
    return np.maximum(np.abs(noise).max(axis=(1, 2, 3)), 1e-9)
