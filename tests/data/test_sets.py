"""Where the data comes from, how it is verified, and what is said when it is not there or damaged."""

import dataclasses
import gzip
import os
import re
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from autograder import data
from autograder.base.errors import MachineError, UsageError
from autograder.data import manifest as facts_of
from autograder.data import sets, tables

REAL = os.environ.get("COURSE_DATA")
PARTS = ("train_images", "train_labels", "test_images", "test_labels")


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    """No data of this machine, no network, English."""
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("AUTOGRADER_OFFLINE", "1")
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "en")


@pytest.fixture
def small(monkeypatch):
    """A manifest whose sets are small, and the arrays it describes."""
    images, labels = data.digits(30, seed=1)
    more, their = data.digits(20, seed=2)
    arrays = dict(zip(PARTS, (images, labels, more, their), strict=True))

    def shrunk(facts):
        described = {
            name: dataclasses.replace(facts.arrays[name], shape=array.shape, sha256=facts_of.sha256(array))
            for name, array in arrays.items()
        }
        return dataclasses.replace(facts, arrays=described)

    shrunken = {name: shrunk(facts) if facts.arrays else facts for name, facts in facts_of.manifest().items()}
    monkeypatch.setattr(sets, "manifest", lambda: shrunken)
    return arrays


def _write_npz(folder, arrays):
    folder.mkdir(parents=True, exist_ok=True)
    named = zip(("x_train", "y_train", "x_test", "y_test"), arrays.values(), strict=True)
    np.savez_compressed(folder / "mnist.npz", **dict(named))


def _idx(array):
    return (
        b"\x00\x00\x08"
        + bytes([array.ndim])
        + b"".join(n.to_bytes(4, "big") for n in array.shape)
        + array.tobytes()
    )


def _write_idx(folder, arrays):
    names = facts_of.manifest()["fashion_mnist"].files
    (folder / "fashion-mnist").mkdir(parents=True, exist_ok=True)
    for name, array in zip(names, arrays.values(), strict=True):
        (folder / name).write_bytes(gzip.compress(_idx(array)))


WRITERS = {"mnist": _write_npz, "fashion_mnist": _write_idx}


@pytest.mark.parametrize("name", WRITERS)
def test_course_data_comes_first(name, small, monkeypatch, tmp_path):
    WRITERS[name](tmp_path / "course", small)
    WRITERS[name](tmp_path / "keras" / "datasets", small)
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "course"))
    loaded = data.load(name)
    assert loaded.origin == data.available(name) == "COURSE_DATA" and loaded.real
    for part in PARTS:
        assert np.array_equal(getattr(loaded, part), small[part]) and getattr(loaded, part).dtype == np.uint8


@pytest.mark.parametrize("name", WRITERS)
def test_kerass_cache_comes_second(name, small, monkeypatch, tmp_path):
    WRITERS[name](tmp_path / "keras" / "datasets", small)
    (tmp_path / "course").mkdir()
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "course"))
    assert data.load(name).origin == data.available(name) == "Keras cache"


def test_idx_files_need_not_be_compressed(small, tmp_path):
    (tmp_path / "x").write_bytes(_idx(small["train_images"]))
    assert np.array_equal(sets.read_idx(tmp_path / "x"), small["train_images"])


def test_the_published_pair_of_tables_will_do(small, monkeypatch, tmp_path):
    for file, part in zip(sets.CSV_FILES, ("train", "test"), strict=True):
        data.write_csv(small[f"{part}_images"][::-1], small[f"{part}_labels"][::-1], tmp_path / file)
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    assert np.array_equal(data.load("fashion_mnist").test_images, small["test_images"][::-1])


@pytest.mark.parametrize("name", WRITERS)
def test_without_data_images_are_generated_and_one_line_says_so(name, capsys):
    start = time.process_time()
    loaded = data.load(name)
    assert time.process_time() - start < 8
    told = capsys.readouterr().err
    assert (
        told.count("\n") == 1
        and "generated" in told
        and "COURSE_DATA" in told
        and "AUTOGRADER_OFFLINE" in told
    )
    assert loaded.origin == data.available(name) == "generated" and not loaded.real
    assert len(loaded.train_images) == len(loaded.train_labels) == sets.GENERATED_TRAIN
    assert len(loaded.test_images) == len(loaded.test_labels) == sets.GENERATED_TEST


def test_training_and_test_images_generated_have_nothing_in_common():
    loaded = data.load("mnist")
    assert not {each.tobytes() for each in loaded.train_images} & {
        each.tobytes() for each in loaded.test_images
    }


def test_without_a_network_the_answer_does_not_wait_for_one(monkeypatch, capsys):
    monkeypatch.delenv("AUTOGRADER_OFFLINE")
    over = threading.Event()

    def no_answer(*args, **kwargs):
        over.wait(60)
        raise TimeoutError

    monkeypatch.setattr(sets.socket, "create_connection", no_answer)
    sets._reachable.cache_clear()
    monkeypatch.setattr(sets, "_drawn", lambda facts: "drawn")
    start = time.monotonic()
    assert data.load("mnist") == "drawn"
    assert time.monotonic() - start < 30  # of a busy machine; the connection would take 60
    assert "no network" in capsys.readouterr().err
    over.set()
    sets._reachable.cache_clear()


def test_what_keras_downloads_is_verified(small, monkeypatch, capsys):
    monkeypatch.delenv("AUTOGRADER_OFFLINE")
    monkeypatch.setattr(sets, "_reachable", lambda address: True)
    pairs = ((small["train_images"], small["train_labels"]), (small["test_images"], small["test_labels"]))
    keras_module = type("Loader", (), {"load_data": staticmethod(lambda: pairs)})
    monkeypatch.setattr("importlib.import_module", lambda name: keras_module)
    assert data.load("mnist").origin == "download"
    assert "downloading (about 11 MB" in capsys.readouterr().err
    small["train_images"][0, 0, 0] ^= 1
    with pytest.raises(MachineError, match="sha256"):
        data.load("mnist")


def test_a_download_that_breaks_off_ends_in_generated_images(monkeypatch, capsys):
    def broken():
        raise Exception("URL fetch failure on https://…: 403")

    monkeypatch.delenv("AUTOGRADER_OFFLINE")
    monkeypatch.setattr(sets, "_reachable", lambda address: True)
    monkeypatch.setattr(
        "importlib.import_module", lambda name: type("Loader", (), {"load_data": staticmethod(broken)})
    )
    monkeypatch.setattr(sets, "_drawn", lambda facts: "drawn")
    assert data.load("fashion_mnist") == "drawn"
    told = capsys.readouterr().err
    assert "403" in told and "the download broke off" in told


def test_real_data_or_nothing_names_the_ways_out():
    with pytest.raises(MachineError) as caught:
        data.load("mnist", generated=False)
    for way in ("COURSE_DATA", "mnist.npz", "network", "generated"):
        assert way in str(caught.value)


def test_the_message_is_french_where_french_is_spoken(monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "fr")
    with pytest.raises(MachineError, match="introuvable"):
        data.load("mnist", generated=False)


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match=r"'cifar'.*mnist, fashion_mnist"):
        data.load("cifar")
    with pytest.raises(UsageError):
        data.load("photos")


def test_course_data_that_is_no_folder_is_an_error(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "typo"))
    with pytest.raises(MachineError, match="typo, which is not a folder"):
        data.load("mnist")


def _cut(path):
    path.write_bytes(path.read_bytes()[:-200])


def _text(path):
    path.write_text("not what it says")


def _empty(path):
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [_cut, _text, _empty])
@pytest.mark.parametrize("name", WRITERS)
def test_a_damaged_file_comes_with_its_path_and_what_to_do(name, harm, small, monkeypatch, tmp_path):
    WRITERS[name](tmp_path, small)
    path = tmp_path / facts_of.manifest()[name].files[0]
    harm(path)
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    with pytest.raises(MachineError) as caught:
        data.load(name)
    told = str(caught.value)
    assert str(path) in told and "expected" in told and "received" in told and "Delete it" in told


def test_one_changed_pixel_is_found(small, monkeypatch, tmp_path):
    small["test_images"][3, 4, 5] ^= 1
    _write_npz(tmp_path, small)
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    with pytest.raises(
        MachineError, match=r"mnist\.test_images: sha256: expected [0-9a-f]{64}, received [0-9a-f]{64}"
    ):
        data.load("mnist")


@pytest.mark.parametrize(
    ("part", "change", "told"),
    [
        ("train_images", lambda array: array.astype("float32"), "train_images: dtype: expected uint8, received float32"),
        ("train_images", lambda array: array[:-1], r"train_images: shape: expected \(30, 28, 28\), received \(29, 28, 28\)"),
        ("test_labels", lambda array: array + np.uint8(10), r"test_labels: range: expected \(0, 9\), received \(10, 19\)"),
    ],
)  # fmt: skip
def test_arrays_of_another_kind_are_told(part, change, told, small, monkeypatch, tmp_path):
    small[part] = change(small[part])
    _write_npz(tmp_path, small)
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    with pytest.raises(MachineError, match=told):
        data.load("mnist")


def test_an_archive_without_the_arrays_is_told(monkeypatch, tmp_path):
    np.savez(tmp_path / "mnist.npz", other=np.zeros(3))
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    with pytest.raises(MachineError, match="x_train"):
        data.load("mnist")


def test_pickles_in_an_archive_are_never_opened(monkeypatch, tmp_path):
    np.savez(tmp_path / "mnist.npz", x_train=np.array([{"a": 1}], dtype=object))
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    with pytest.raises(MachineError, match="allow_pickle"):
        data.load("mnist")


def test_a_data_set_cannot_be_changed_but_its_arrays_can(small, monkeypatch, tmp_path):
    _write_idx(tmp_path, small)
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    loaded = data.load("fashion_mnist")
    with pytest.raises(dataclasses.FrozenInstanceError):
        loaded.name = "x"
    loaded.train_images[0] = 0
    assert np.array_equal(data.load("fashion_mnist").train_images, small["train_images"])


# The manifest


@pytest.mark.parametrize("name", WRITERS)
def test_the_manifest_agrees_with_the_data(name, monkeypatch):
    facts = facts_of.manifest()[name]
    if REAL:
        monkeypatch.setenv("COURSE_DATA", REAL)
    loaded = data.load(name)  # verifies shape, dtype, range and checksum of real data
    assert loaded.real == bool(REAL)
    for part in PARTS:
        array, expected = getattr(loaded, part), facts.arrays[part]
        assert str(array.dtype) == expected.dtype and array.shape[1:] == expected.shape[1:]
        assert expected.range[0] <= array.min() and array.max() <= expected.range[1]
        if REAL and expected.mean:
            assert array.mean() == pytest.approx(expected.mean, abs=1e-4)
        if REAL and expected.first:
            assert tuple(array[: len(expected.first)].tolist()) == expected.first


def test_the_manifest_says_of_every_set_where_it_is_from_and_under_what_terms():
    for facts in facts_of.manifest().values():
        assert facts.origin and facts.licence and set(facts.title) == {"en", "fr"} and facts.files


def test_the_readme_of_the_data_names_every_set_its_licence_and_its_checksums():
    text = (Path(__file__).parents[2] / "datasets" / "README.md").read_text(encoding="utf-8")
    for name, facts in facts_of.manifest().items():
        assert f"`{name}`" in text
        if facts.arrays:
            assert facts.licence in text
        for array in facts.arrays.values():
            assert array.sha256[:16] in text


# Names


def test_the_ten_classes_have_names_in_both_languages_with_and_without_article():
    for names in (data.CLASS_NAMES, data.WITH_ARTICLE):
        assert set(names) == {"fr", "en"}
        assert all(len(set(ten)) == 10 for ten in names.values())
    assert data.WITH_ARTICLE["fr"][1] == "Un pantalon" and data.WITH_ARTICLE["fr"][5] == "Des sandales"
    for plain, said in zip(data.CLASS_NAMES["fr"], data.WITH_ARTICLE["fr"], strict=True):
        assert plain.split("/")[0].lower() in said.lower()


# Tables


def test_a_table_has_the_published_layout(tmp_path):
    images = np.zeros((2, 28, 28), np.uint8)
    images[0, 0, 1], images[1, 27, 27], images[1, 0, 0] = 7, 255, 40
    data.write_csv(images, np.array([9, 2], np.uint8), tmp_path / "t.csv")
    lines = (tmp_path / "t.csv").read_text().split("\n")
    assert lines[0].split(",") == ["label"] + [f"pixel{n}" for n in range(1, 785)]
    assert lines[1].split(",") == ["9", "0", "7"] + ["0"] * 782
    assert lines[2].split(",") == ["2", "40"] + ["0"] * 782 + ["255"]
    assert lines[3:] == [""]


def test_a_table_read_again_is_what_was_written(tmp_path):
    images, labels = data.garments(4100, seed=3)
    images[0, 0, :] = np.arange(228, 256)  # every length of number
    data.write_csv(images, labels, tmp_path / "t.csv")
    again, same = data.read_csv(tmp_path / "t.csv")
    assert np.array_equal(again, images) and np.array_equal(same, labels)
    assert again.dtype == same.dtype == np.uint8


def test_writing_and_reading_tell_how_far_they_are(tmp_path):
    images, labels = data.digits(4100)
    written, read = [], []
    data.write_csv(images, labels, tmp_path / "t.csv", progress=lambda *at: written.append(at))
    data.read_csv(tmp_path / "t.csv", progress=lambda *at: read.append(at))
    assert written == [(2000, 4100), (4000, 4100), (4100, 4100)]
    assert len(read) == 3 and read[-1][0] == read[-1][1]


def test_an_empty_table_is_read(tmp_path):
    data.write_csv(np.empty((0, 28, 28), np.uint8), np.empty(0, np.uint8), tmp_path / "t.csv")
    assert data.read_csv(tmp_path / "t.csv")[0].shape == (0, 28, 28)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("label,", "class,", 1), "header"),
        (lambda text: re.sub(r"(?m)^3,", "12,", text, count=1), r"row 5: expected 0…9, received 12"),
        (lambda text: text.replace(",0,", ",256,", 1), "expected 0…255, received 256"),
        (lambda text: text.replace(",0,", ",-1,", 1), "expected 0…255, received -1"),
        (lambda text: text.replace(",0,", ",x,", 1), "whole numbers"),
        (lambda text: text[:-9].rsplit(",", 3)[0] + "\n", "whole numbers"),
        (lambda text: "", "header"),
    ],
)
def test_a_spoiled_table_is_told(spoil, told, tmp_path):
    path = tmp_path / "t.csv"
    data.write_csv(np.zeros((6, 28, 28), np.uint8), np.array([0, 1, 2, 3, 4, 5], np.uint8), path)
    path.write_text(spoil(path.read_text()))
    with pytest.raises(MachineError, match=told) as caught:
        data.read_csv(path)
    assert str(path) in str(caught.value)


def test_a_missing_table_is_told(tmp_path):
    with pytest.raises(MachineError, match=r"nowhere\.csv"):
        data.read_csv(tmp_path / "nowhere.csv")


def test_a_table_is_there_whole_or_not_at_all(tmp_path):
    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        data.write_csv(*data.digits(10), tmp_path / "t.csv", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(MachineError, match="cannot be written"):
        data.write_csv(*data.digits(10), tmp_path / "file" / "t.csv")


def test_images_of_another_kind_are_not_written(tmp_path):
    images, labels = data.digits(10)
    with pytest.raises(UsageError, match="float32"):
        data.write_csv(images.astype("float32"), labels, tmp_path / "t.csv")


def test_the_pair_of_tables_is_named_as_published(small, monkeypatch, tmp_path):
    _write_idx(tmp_path / "course", small)
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "course"))
    paths = data.write_csv_pair("fashion_mnist", tmp_path)
    assert tuple(path.name for path in paths) == sets.CSV_FILES
    assert np.array_equal(tables.read_csv(paths[1])[1], small["test_labels"])


# Photos


@pytest.fixture
def album(tmp_path):
    folder = tmp_path / "album"
    (folder / "deeper").mkdir(parents=True)
    for number, scene in enumerate(data.scenes(3, 24, 40, seed=1)):
        Image.fromarray(scene).save(folder / f"b{number}.png")
    Image.fromarray(data.scenes(1, 64, 48)[0]).save(folder / "deeper" / "a.JPG", format="JPEG")
    (folder / "notes.txt").write_text("not a photo")
    (folder / "text.jpg").write_text("not a photo either")
    (folder / ".hidden.png").write_bytes(b"")
    return folder


def test_photos_are_found_in_subfolders_sorted_and_the_rest_is_left_out_aloud(album, capsys):
    names = [path.relative_to(album).as_posix() for path in data.photos(album)]
    assert names == ["b0.png", "b1.png", "b2.png", "deeper/a.JPG"]
    told = capsys.readouterr().err
    assert "notes.txt: left out" in told and "text.jpg: left out (not an image)" in told


def test_course_datas_photos_are_the_default(album, monkeypatch):
    album.rename(album.with_name("photos"))
    monkeypatch.setenv("COURSE_DATA", str(album.parent))
    assert len(data.photos()) == 4


def test_without_photos_scenes_are_painted_once(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sys.modules["autograder.data.photos"], "GENERATED", 6)
    paths = data.photos(into=tmp_path / "scenes")
    assert len(paths) == 6 and all(path.is_file() for path in paths)
    assert "6 scenes" in capsys.readouterr().err
    sizes = set()
    for path in paths:
        with Image.open(path) as image:
            sizes.add(image.size)
    assert len(sizes) > 1
    before = paths[0].stat().st_mtime_ns
    assert data.photos(into=tmp_path / "scenes")[0].stat().st_mtime_ns == before


def test_a_missing_or_empty_folder_is_an_error(tmp_path):
    with pytest.raises(MachineError, match="not a folder"):
        data.photos(tmp_path / "nowhere")
    (tmp_path / "readme.txt").write_text("")
    with pytest.raises(MachineError, match="no photo found among 1 files"):
        data.photos(tmp_path)


def test_photos_are_read_in_colour_at_one_size(album):
    images = data.read_photos(data.photos(album), 16, 20)
    assert images.shape == (4, 16, 20, 3) and images.dtype == np.uint8


def test_a_photo_is_cut_in_the_middle_and_red_comes_first(tmp_path):
    wide = np.zeros((10, 30, 3), np.uint8)
    wide[:, 10:20] = (200, 100, 50)
    Image.fromarray(wide).save(tmp_path / "wide.png")
    (image,) = data.read_photos([tmp_path / "wide.png"], 10, 10)
    assert image[5, 5].tolist() == [200, 100, 50]


def test_a_photo_held_sideways_is_turned_upright(tmp_path):
    image = Image.fromarray(np.zeros((20, 20, 3), np.uint8))
    image.paste((255, 255, 255), (0, 0, 20, 10))  # white above
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    image.save(tmp_path / "p.jpg", exif=exif)
    (read,) = data.read_photos([tmp_path / "p.jpg"], 20, 20)
    assert read[:8].mean() < 30 and read[12:].mean() > 225


def test_a_photo_that_breaks_off_is_left_out_aloud(album, capsys):
    whole = (album / "b0.png").read_bytes()
    (album / "b0.png").write_bytes(whole[: len(whole) // 2])
    assert data.read_photos([album / "b0.png", album / "b1.png"], 8, 8).shape == (1, 8, 8, 3)
    assert "b0.png: left out" in capsys.readouterr().err
