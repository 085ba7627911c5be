"""The answers whose verdicts are known in advance."""

import io
import zipfile
from dataclasses import replace

from autograder.proof.answers import (
    NONSENSE,
    Depth,
    Kind,
    answers_for_otter,
    known_answers,
    master,
    samples,
    stub,
)


def test_every_kind_is_there_in_order(light):
    found = known_answers(light)

    kinds = list(dict.fromkeys(each.kind for each in found))
    assert kinds[:3] == [Kind.MASTER, Kind.STUB, Kind.EMPTY] and kinds[-1] is Kind.NONSENSE
    assert len(found) == 3 + len(light.samples) + len(NONSENSE)
    assert len({each.name for each in found}) == len(found)


def test_the_master_fails_nothing_and_the_stub_everything(light):
    everything = {check.id for check in light.rubric}

    assert master(light).fails == frozenset()
    assert stub(light).fails == everything and "NotImplementedError" in stub(light).source


def test_a_sample_is_the_reference_with_its_own_definitions_and_the_checks_that_reach_them(light):
    """no_clip redefines brighten, which the checks of q1 call and those of q2 do not."""
    (no_clip,) = (each for each in samples(light) if each.fails and "no_clip" in each.name)

    names: dict = {}
    exec(no_clip.source, names)
    np = names["np"]
    assert names["brighten"](np.array([[[0.75]]]), 0.5).max() > 1
    assert no_clip.checks == {check.id for check in light.question("q1").checks}


def test_a_quick_proof_grades_every_right_sample_and_wrong_ones_until_each_check_has_failed(light):
    wrong = next(each for each in light.samples if each.fails)
    twice = replace(light, samples=(*light.samples, replace(wrong, name="again")))
    every, quick = (known_answers(twice, depth) for depth in (Depth.USUAL, Depth.QUICK))

    assert {each.name for each in every} - {each.name for each in quick} == {
        str(replace(wrong, name="again"))
    }
    assert {check for each in quick if each.kind is Kind.WRONG for check in each.fails} == {
        check.id for check in light.rubric
    }


def test_a_full_proof_lets_all_checks_see_a_sample(light):
    assert {each.checks for each in samples(light, full=True)} == {None}


def test_only_none_must_fail_all_checks(light):
    strict = [each for each in known_answers(light) if each.kind is Kind.NONSENSE and each.fails]

    assert [each.name for each in strict] == ["nonsense none"]


def test_an_answer_alone_is_a_script_and_one_with_files_a_zip(light, tmp_path):
    model = tmp_path / "m"
    model.write_bytes(b"weights")

    alone = master(light).hand_in()
    name, data = replace(master(light), files={"m.keras": model}).hand_in()

    assert alone == ("01_light.py", master(light).source.encode())
    assert name == "01_light.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each: archive.read(each) for each in archive.namelist()} == {
            "01_light.py": alone[1],
            "m.keras": b"weights",
        }


def test_otter_is_compared_on_everything_but_nonsense(light):
    names = [each.name for each in answers_for_otter(light, every_sample=True)]

    assert names == ["master", "stub", "empty file", *map(str, light.samples)]


def test_a_quick_comparison_takes_a_right_sample_and_a_wrong_one_a_question(light):
    quick = answers_for_otter(light, every_sample=False)

    kinds = [each.kind for each in quick[3:]]
    assert kinds.count(Kind.RIGHT) == 1 and kinds.count(Kind.WRONG) == len(light.questions)
