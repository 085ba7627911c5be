"""Archives from outside: every harm is refused with its own sentence, and honest archives are read as they are."""

import io
import random
import stat
import struct
import unicodedata
import zipfile
import zlib

import pytest

from autograder.base.errors import HandInError
from autograder.base.messages import LANGUAGES, sentence
from autograder.base.zips import ArchiveLimits, entries, is_archive, read_archive

SMALL = ArchiveLimits(archive_mb=1, member_mb=1, total_mb=2, files=20)


def zipped(*members, method=zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of (name or ZipInfo, content) pairs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def entry(name: str, mode: int = 0o100644, system: int = 3) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = system, mode << 16
    return info


def refusal(data: bytes, limits: ArchiveLimits = SMALL) -> str:
    with pytest.raises(HandInError) as caught:
        read_archive(data, limits)
    for language in LANGUAGES:
        assert sentence(caught.value.key, language, **caught.value.values)
    return caught.value.key


def test_an_honest_archive_is_read_in_its_order():
    data = zipped(("tp2/noise.ipynb", b"{}"), ("tp2/images/a.png", b"png"), ("readme.md", b"hello"))
    assert read_archive(data) == {"tp2/noise.ipynb": b"{}", "tp2/images/a.png": b"png", "readme.md": b"hello"}
    assert list(read_archive(data)) == ["tp2/noise.ipynb", "tp2/images/a.png", "readme.md"]


def test_stored_members_and_backslashes_and_dot_folders_are_read():
    data = zipped(("./tp2\\noise.py", b"x"), ("tp2//b.py", b"y"), method=zipfile.ZIP_STORED)
    assert read_archive(data) == {"tp2/noise.py": b"x", "tp2/b.py": b"y"}


def test_what_operating_systems_leave_behind_is_left_out():
    junk = [
        "__MACOSX/._a.py",
        ".DS_Store",
        "tp/Thumbs.db",
        "tp/.ipynb_checkpoints/a.ipynb",
        "tp/__pycache__/a.pyc",
    ]
    assert read_archive(zipped(("a.py", b"x"), *((name, b"junk") for name in junk))) == {"a.py": b"x"}


def test_names_impossible_on_windows_are_made_possible():
    assert list(read_archive(zipped(("TP 1: bruit?.py", b"x")))) == ["TP 1_ bruit_.py"]


def test_accents_are_read_however_the_name_was_encoded():
    for raw in ("Élodie/été.py".encode(), "Élodie/été.py".encode("cp850")):
        info = entry("E" * len(raw))
        data = zipped((info, b"x")).replace(b"E" * len(raw), raw)
        assert list(read_archive(data)) == ["Élodie/été.py"]
    decomposed = unicodedata.normalize("NFD", "été.py")
    assert list(read_archive(zipped((decomposed, b"x")))) == ["été.py"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("../evil.py", "archive.escape"),
        ("a/../../evil.py", "archive.escape"),
        ("/../evil.py", "archive.escape"),
        ("C:\\..\\evil.py", "archive.escape"),
        ("C:D:/../evil.py", "archive.escape"),
        ("..\\evil.py", "archive.escape"),
        ("a/.. /evil.py", "archive.escape"),
        ("a\nb.py", "archive.name"),
        ("a\x1b[2Jb.py", "archive.name"),
        ("x" * 300 + ".py", "archive.long_name"),
        ("/".join("abcdefgh" * 5) + ".py", "archive.long_name"),
    ],
)
def test_an_unsafe_name_is_refused(name, key):
    assert refusal(zipped((name, b"x"))) == key


@pytest.mark.parametrize("name", ["nul.py", "a/COM1", "Aux .txt"])
def test_a_name_of_a_device_of_windows_is_refused_there_and_a_name_like_any_other_elsewhere(
    name, monkeypatch
):
    assert list(read_archive(zipped((name, b"x")))) == [name]
    monkeypatch.setattr("autograder.base.zips.reader.os.name", "nt")
    assert refusal(zipped((name, b"x"))) == "archive.device"


@pytest.mark.parametrize(
    ("name", "below"),
    [
        ("/etc/passwd", "etc/passwd"),
        ("//etc//passwd", "etc/passwd"),
        ("\\\\server\\share\\a.py", "server/share/a.py"),
        ("C:\\tp\\a.py", "tp/a.py"),
        ("c:a.py", "a.py"),
        ("C:/C:/a.py", "C_/a.py"),
    ],
)
def test_a_file_packed_by_its_whole_path_lies_below_the_folder(name, below):
    assert list(read_archive(zipped((name, b"x")))) == [below]


def test_a_name_with_a_nul_is_refused():
    assert refusal(zipped(("aZb.py", b"x")).replace(b"aZb.py", b"a\0b.py")) == "archive.name"


def test_links_and_special_files_are_refused():
    assert refusal(zipped((entry("l.py", stat.S_IFLNK | 0o777), b"/etc/passwd"))) == "archive.link"
    assert refusal(zipped((entry("pipe", stat.S_IFIFO | 0o644), b""))) == "archive.special"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a.py", "A.PY"), ("a", "a/b.py"), ("a/b.py", "a"), ("é.py", "É.py")])
def test_two_files_of_names_that_some_system_takes_for_one_are_refused(names):
    assert refusal(zipped(*((name, b"x") for name in names))) == "archive.duplicate"


@pytest.mark.parametrize(
    "names", [("ab:c.py", "ab?c.py"), ("a.py", "a.py."), ("a.py", "./a.py"), ("é.py", "e\u0301.py")]
)
def test_two_files_whose_names_are_the_same_once_made_safe_do_not_overwrite_each_other(names):
    first, second = entries(zipped((names[0], b"1"), (names[1], b"2")))

    assert (first.content, first.problem, second.content) == (b"1", None, b"")
    assert second.problem.key == "archive.duplicate"
    assert second.problem.values["name"] == names[1]  # as it stands in the archive


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_files_with_the_very_same_name_the_last_counts():
    """As for whoever unpacks it: a program that adds to an archive leaves what stood there before."""
    assert read_archive(zipped(("a.py", b"old"), ("b.py", b""), ("a.py", b"new"))) == {
        "a.py": b"new",
        "b.py": b"",
    }


def test_encrypted_members_are_refused():
    data = bytearray(zipped(("a.py", b"x")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "archive.encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_stored_and_deflated_members_are_opened(method):
    assert refusal(zipped(("a.py", b"x" * 100), method=method)) == "archive.method"


def test_too_large_an_archive_is_refused():
    assert refusal(zipped(("a.bin", random.Random(1).randbytes(2**20 + 1)))) == "archive.archive_size"


def test_too_large_a_member_is_refused():
    assert refusal(zipped(("a.bin", bytes(2**20 + 1)))) == "archive.member_size"


def test_too_much_together_is_refused():
    assert refusal(zipped(*((f"{n}.bin", bytes(2**20)) for n in range(3)))) == "archive.total_size"


def test_too_many_files_are_refused():
    assert refusal(zipped(*((f"{n}.py", b"") for n in range(21)))) == "archive.count"
    assert refusal(zipped(*((f"{n}.py", b"") for n in range(300)))) == "archive.count"


def test_too_many_files_of_data_cost_only_those_that_are_too_many():
    found = list(entries(zipped(*((f"{n}.png", b"") for n in range(25)), ("a.py", b"x")), SMALL))
    assert [each.name for each in found if not each.problem][-1] == "a.py"
    assert [each.problem.key for each in found if each.problem] == ["archive.count"] * 5


def test_what_a_file_of_zeros_costs_is_itself_until_there_are_too_many():
    zeros = [(f"{n}.npy", bytes(12 * 2**20)) for n in range(40)]
    found = list(entries(zipped(zeros[0], ("a.py", b"x"))))
    assert [each.problem and each.problem.key for each in found] == ["archive.ratio", None]
    assert refusal(zipped(*zeros), ArchiveLimits()) == "archive.ratio"
    with pytest.raises(HandInError):
        list(entries(zipped(*zeros)))


def test_a_bomb_is_refused_by_its_ratio():
    assert refusal(zipped(("a.bin", bytes(30 * 2**20))), ArchiveLimits()) == "archive.ratio"


def test_a_member_that_lies_about_its_size_is_bounded():
    data = bytearray(zipped(("a.bin", bytes(30 * 2**20))))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + offset
        data[at : at + 4] = struct.pack("<I", 10)
    assert refusal(bytes(data), ArchiveLimits()) == "archive.member_damaged"


def test_a_zip_inside_stays_bytes_unless_asked_for():
    inner = zipped(("noise.py", b"x"))
    data = zipped(("tp2.zip", inner), ("b.py", b"y"))
    assert read_archive(data) == {"tp2.zip": inner, "b.py": b"y"}
    assert read_archive(data, ArchiveLimits(nested=1)) == {"tp2.zip/noise.py": b"x", "b.py": b"y"}


def test_nested_bombs_share_one_budget():
    inner = zipped(*((f"{n}.bin", bytes(2**20)) for n in range(2)))
    data = zipped(*((f"{n}.zip", inner) for n in range(4)))
    assert (
        refusal(data, ArchiveLimits(archive_mb=1, member_mb=1, total_mb=4, nested=1)) == "archive.total_size"
    )
    many = zipped(*((f"{n}.zip", zipped(*((f"{m}.py", b"") for m in range(6)))) for n in range(4)))
    assert refusal(many, ArchiveLimits(files=20, nested=1)) == "archive.count"


def test_other_kinds_of_archive_are_named():
    assert refusal(b"Rar!\x1a\x07\x00rest") == "archive.other_kind"
    assert refusal(b"7z\xbc\xaf\x27\x1crest") == "archive.other_kind"
    assert refusal(b"\x1f\x8b\x08rest") == "archive.other_kind"


def test_damage_is_told():
    data = zipped(("a.py", b"hello " * 100))
    assert refusal(b"") == "archive.damaged"
    assert refusal(b"not a zip") == "archive.damaged"
    assert refusal(data[: len(data) // 2]) == "archive.damaged"
    flipped = bytearray(data)
    flipped[data.index(b"a.py") + 10] ^= 0xFF
    assert refusal(bytes(flipped)) == "archive.member_damaged"


def test_one_bad_file_does_not_hide_the_others():
    data = zipped(("a.py", b"x"), ("../evil.py", b"y"), ("c.py", b"z"))
    read = list(entries(data))
    assert [(each.name, each.problem and each.problem.key) for each in read] == [
        ("a.py", None),
        ("../evil.py", "archive.escape"),
        ("c.py", None),
    ]


def test_entries_read_from_a_path_too(tmp_path):
    path = tmp_path / "class.zip"
    path.write_bytes(zipped(("a.py", b"x")))
    assert [each.content for each in entries(path)] == [b"x"]


def test_damaged_bytes_never_raise_anything_else():
    rng = random.Random(5)
    good = zipped(("a/b.py", b"print(1)\n" * 50), ("c.py", rng.randbytes(300)), ("é.py", b"x"))
    for _ in range(1500):
        bad = bytearray(good)
        for _ in range(rng.choice((1, 1, 2, 8))):
            bad[rng.randrange(len(bad))] = rng.choice((0, 0xFF, rng.randrange(256)))
        if rng.random() < 0.2:
            del bad[rng.randrange(len(bad)) :]
        try:
            names = read_archive(bytes(bad), SMALL)
        except HandInError:
            continue
        assert all(".." not in name.split("/") and not name.startswith("/") for name in names)


def test_archives_are_recognised_by_their_first_bytes():
    assert is_archive(zipped(("a", b""))) and is_archive(zipped())
    assert not is_archive(zlib.compress(b"x"))


def test_what_tools_install_is_passed_over_and_not_counted():
    members = [(f"tp/.venv/lib/site-packages/m{number}.py", b"x") for number in range(60)]
    link = entry("tp/venv/bin/python", stat.S_IFLNK | 0o777)
    found = read_archive(zipped(*members, (link, b"/usr/bin/python"), ("tp/a.py", b"y")), SMALL)
    assert found == {"tp/a.py": b"y"}


def test_what_is_passed_over_has_an_end_too():
    members = [(f"node_modules/m{number}.js", b"") for number in range(201)]
    assert refusal(zipped(*members)) == "archive.count"


def test_an_archive_called_as_a_notebook_is_opened_and_a_model_is_not():
    inner = zipped(("light.ipynb", b"{}"))
    found = read_archive(zipped(("a.ipynb", inner), ("m.keras", inner)), ArchiveLimits(nested=1))
    assert found == {"a.ipynb/light.ipynb": b"{}", "m.keras": inner}
