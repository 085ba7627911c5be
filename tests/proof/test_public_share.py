"""What public checks see of the wrong samples, counted from what the samples declare."""

import dataclasses

from autograder.proof.public_share import public_share


def test_points_and_wrong_samples_are_counted(light):
    share = public_share(light)
    public = {check.id for check in light.rubric if check.public}
    wrong = [sample for sample in light.samples if sample.fails]
    assert share.points == sum(check.points for check in light.rubric if check.public)
    assert share.of_points == sum(check.points for check in light.rubric)
    assert (share.seen, share.wrong) == (sum(bool(each.fails & public) for each in wrong), len(wrong))
    assert len(share.unseen) == share.wrong - share.seen


def test_what_only_hidden_checks_fail_is_named(light):
    hidden = next(check.id for check in light.rubric if not check.public)
    sample = dataclasses.replace(light.samples[0], name="sly", fails=frozenset({hidden}))
    share = public_share(dataclasses.replace(light, samples=(sample,)))
    assert (share.seen, share.wrong, share.unseen, share.seen_percent) == (0, 1, ("sly",), 0)
    assert "0 % of the wrong samples seen (0 of 1)" in str(share)
