"""Checks students can run themselves."""

import numpy as np

from autograder import data, expect

PATHS = [f"album/photo_{number:03}.jpg" for number in range(57)]
KEYS = ("mse_noisy", "mse_denoised", "psnr_noisy", "psnr_denoised")


def test_photos_listed(submission):
    photo = submission.support.encoded(data.scenes(1, 8, 8, seed=1)[0], "PNG")
    names = ("b.JPG", "a.jpeg", "sea/c.png", "sea/deep/d.Jpg", "album.jpg/e.PNG")
    others = ("notes.txt", "f.jpg.txt", "g.gif", "sea/jpg", "h.npy")
    files = dict.fromkeys((*names, *others), photo)
    folder = submission.put_many({**files, "a.jpeg": b"listed by its name, not opened"})
    listed = expect.sequence(submission.list_photos(folder))
    listed = [expect.text(path, of="list_photos(folder)[…]").replace("\\", "/") for path in listed]
    expect.equal(
        sorted(listed), sorted(f"{folder}/{name}" for name in names), of="sorted(list_photos(folder))"
    )
    expect.that(
        listed in (sorted(listed), sorted(listed, key=lambda path: path.split("/"))),
        en="The list is not sorted.",
        fr="La liste n’est pas triée.",
        received=", ".join(path.removeprefix(folder) for path in listed),
    )


def test_split_sizes(submission):
    for count in (57, 20, 10):
        lists = _split(submission, PATHS[:count], 1)
        for size, share in zip(map(len, lists), (0.7, 0.1, 0.2)):
            expect.that(
                abs(size - share * count) < 2,
                en=f"Of {count} paths, one list should hold {100 * share:.0f} %, that is {share * count:.1f}.",
                fr=f"Sur {count} chemins, une liste devrait en contenir {100 * share:.0f} %, soit {share * count:.1f}.",
                received=" / ".join(str(len(each)) for each in lists),
            )


def test_split_seeded(submission):
    first, again, other = (_split(submission, PATHS, seed) for seed in (3, 3, 4))
    expect.that(
        first == again,
        en="Two calls with the same seed gave different lists.",
        fr="Deux appels avec la même graine ont donné des listes différentes.",
    )
    expect.that(
        {*first[0]} != {*other[0]},
        en="Two different seeds gave the same training photos.",
        fr="Deux graines différentes ont donné les mêmes photos d’entraînement.",
    )


def test_split_input_unchanged(submission):
    paths = list(PATHS)
    lists, after = submission.split_photos.with_arguments(paths, 5)
    expect.sequence(lists, length=3)
    expect.that(
        isinstance(after, tuple) and after and list(after[0]) == PATHS,
        en="After the call, the list of paths is no longer what it was.",
        fr="Après l’appel, la liste des chemins n’est plus ce qu’elle était.",
    )


def test_photo_form(submission):
    for kind, name in (("PNG", "a.png"), ("JPEG", "a.jpg")):
        path = submission.put(name, submission.support.encoded(data.scenes(1, 30, 40, seed=2)[0], kind))
        photo = expect.array(submission.load_photo(path, 12, 20), shape=(12, 20, 3), dtype="float32")
        expect.within(photo, 0.0, 1.0)
        expect.that(
            photo.max() > 0.1,
            en="The photo is nearly black: were the values divided by 255 twice?",
            fr="La photo est presque noire : les valeurs ont-elles été divisées deux fois par 255 ?",
            received=float(photo.max()),
        )


def test_photo_colours(submission):
    for name, colour in (("red", (220, 30, 60)), ("grey", (90,)), ("with_transparency", (220, 30, 60, 255))):
        image = np.full((20, 30, len(colour)), colour, np.uint8)
        image = image[..., 0] if name == "grey" else image
        path = submission.put(f"{name}.png", submission.support.encoded(image, "PNG"))
        photo = expect.array(submission.load_photo(path, 10, 10), shape=(10, 10, 3))
        wanted = np.broadcast_to(np.array(colour[:3]) / 255, (3,))
        expect.close(
            photo.mean(axis=(0, 1)),
            wanted,
            atol=0.01,
            of=f'load_photo("{name}.png", 10, 10): red, green, blue',
        )


def test_batches_form(submission):
    paths = _album(submission, data.scenes(7, 20, 28, seed=3))
    batches = _gather(submission, paths, 3, 10, 14, 0.5, 1, 14)
    for noisy, clean in batches:
        clean = expect.array(clean, shape=(None, 10, 14, 3), dtype="float32", of="clean, photo_batches(…)")
        expect.array(noisy, shape=clean.shape, dtype="float32", of="noisy, photo_batches(…)")
        expect.within(clean, 0.0, 1.0, of="clean, photo_batches(…)")
        expect.within(noisy, 0.0, 1.0, of="noisy, photo_batches(…)")
        expect.that(
            len(clean) <= 3,
            en="A batch has more than batch_size = 3 photos.",
            fr="Un lot contient plus de batch_size = 3 photos.",
            received=len(clean),
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
    noisy, clean = np.full((8, 4, 4, 3), 0.8, np.float32), np.full((8, 4, 4, 3), 0.2, np.float32)
    batches = submission.support.batches("generator", noisy, clean, 4)
    history = submission.train_denoiser(submission.support.one_value(0.5), batches, 4, (noisy, clean), 3)
    history = expect.mapping(history, keys=("loss", "val_loss"))
    for name in ("loss", "val_loss"):
        for loss in expect.sequence(history[name], length=3, of=f'train_denoiser(…)["{name}"]'):
            expect.number(loss, of=f'train_denoiser(…)["{name}"]')


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
    return [[expect.text(path) for path in expect.sequence(each)] for each in lists]


def _album(submission, images):
    files = {
        f"{number:02}.png": submission.support.encoded(each, "PNG") for number, each in enumerate(images)
    }
    folder = submission.put_many(files)
    return [f"{folder}/{name}" for name in sorted(files)]


def _gather(submission, *arguments):
    function = submission.reference("photo_batches")
    told = expect.mapping(submission.support.gather(function, *arguments), keys=("batches", "problem"))
    expect.that(
        not told["problem"] and told["batches"],
        en="Expected batches of two arrays, (noisy, clean).",
        fr="Des lots de deux tableaux, (noisy, clean), étaient attendus.",
        of="photo_batches(…)",
    )
    return [expect.sequence(each, length=2, of="photo_batches(…)") for each in told["batches"]]
