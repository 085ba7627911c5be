"""Which row is whose: the first handle that a row shares decides, and nobody is guessed."""

import pytest

from autograder.gradebook.lms.marks import Change, Export, Mark, Reject, matched
from autograder.gradebook.roster import Student

ROWS = {
    1: {"lms_id": "11", "email": "ann@u.fr", "name": "Ann Élan"},
    2: {"lms_id": "12", "email": "", "name": "Jean Martin"},
    3: {"lms_id": "13", "email": "", "name": "Jean Martin"},
}


def _mark(*given, **known):
    return Mark(Student(*given, **known), "02_noise", 5, 10)


@pytest.mark.parametrize(
    ("mark", "row"),
    [
        (_mark("x", "Jean Martin", lms_id="12"), 2),
        (_mark("x", "Participant 12", lms_id="12"), 2),
        (_mark("x", "Somebody", "ANN@u.fr"), 1),
        (_mark("x", "elan ann"), 1),
    ],
)
def test_a_row_is_found_by_number_address_or_name(mark, row):
    assert matched(ROWS, [mark]) == ([(row, mark)], [])


@pytest.mark.parametrize(
    ("mark", "why"), [(_mark("x", "Jean Martin"), "lms.homonyms"), (_mark("x", "Zoé"), "lms.no_row")]
)
def test_a_mark_of_nobody_in_particular_is_rejected(mark, why):
    pairs, (reject,) = matched(ROWS, [mark])
    assert (pairs, reject.key) == ([], why)


def test_a_row_takes_one_mark():
    first, second = _mark("x", lms_id="11"), _mark("y", "Ann Élan")
    pairs, (reject,) = matched(ROWS, [first, second])
    assert pairs == [(1, first)]
    assert (reject.student, reject.key, reject.values) == (second.student, "lms.row_taken", {"other": "x"})


def test_a_listing_adds_the_id_where_two_have_one_name():
    one, other = Student("1", "Jean Martin"), Student("2", "Jean Martin")
    export = Export(b"", (Change(one, "Grade", "", "5"),), (Reject(other, "lms.no_row"),))
    lines = export.listing("en").splitlines()
    assert lines[0] == "Jean Martin (1): Grade: — → 5"
    assert lines[1].startswith("Jean Martin (2): ")


# Seen in a Moodle 4.5 and a 5.1: group 48 and participant 48 are two people's, and the mark was written to a stranger.
GROUPS = {
    1: {"lms_id": "46", "email": "ann@u.fr", "name": "Ann Élan", "group": "Les Martin (A/B)"},
    2: {"lms_id": "47", "email": "bob@u.fr", "name": "Bob O'Brien", "group": "Les Martin (A/B)"},
    3: {"lms_id": "48", "email": "eve@u.fr", "name": "Eve N'Guyen", "group": "Équipe 2"},
}


def test_a_groups_mark_goes_to_its_members_and_never_to_the_participant_of_its_number():
    # Moodle takes the slash out of the folder's name.
    pairs, rejects = matched(GROUPS, [_mark("48", "Les Martin (AB)", lms_id="48")])
    assert ([row for row, _ in pairs], rejects) == ([1, 2], [])


def test_a_groups_number_without_its_name_reaches_nobody():
    rows = {row: {**cells, "group": ""} for row, cells in GROUPS.items()}
    pairs, (reject,) = matched(rows, [_mark("48", "Les Martin (AB)", lms_id="48")])
    assert (pairs, reject.key, reject.values) == ([], "lms.other_name", {"name": "Eve N'Guyen"})


def test_members_of_a_group_are_found_by_their_own_address_or_name_not_by_the_folders_number():
    marks = [_mark("1", "Ann Élan", "ann@u.fr"), _mark("2", "Bob OBrien")]
    pairs, rejects = matched(GROUPS, marks, delivered=lambda mark: ("Les Martin (AB)", "48"))
    assert ([(row, mark.student.id) for row, mark in pairs], rejects) == ([(1, "1"), (2, "2")], [])


@pytest.mark.parametrize("name", ["Eve NGuyen", "NGuyen Eve", "eve n'guyen"])
def test_a_number_counts_with_the_name_as_file_names_have_it(name):
    assert matched(GROUPS, [_mark("x", name, lms_id="48")])[0][0][0] == 3


def test_a_school_number_of_another_system_needs_the_name_too():
    rows = {1: {"id": "4322", "name": "Eve", "lms_id": "1"}}
    assert matched(rows, [_mark("4322", "Ann", lms_id="77")])[0] == []
    assert matched(rows, [_mark("4322", "Eve", lms_id="77")])[0][0][0] == 1


def test_a_name_alone_does_not_take_the_row_of_a_number():
    ours, theirs = _mark("m1", "Jean Martin"), _mark("m2", "Jean Martin", lms_id="13")
    for order in ([ours, theirs], [theirs, ours]):  # the table may have lost the other Jean's row
        pairs, (reject,) = matched({3: ROWS[3]}, order)
        assert pairs == [(3, theirs)]
        assert (reject.student, reject.key) == (ours.student, "lms.row_taken")


def test_two_marks_of_one_name_are_not_guessed_apart():
    pairs, rejects = matched({3: ROWS[3]}, [_mark("m1", "Jean Martin"), _mark("m2", "Jean Martin")])
    assert (pairs, [each.key for each in rejects]) == ([], ["lms.homonyms", "lms.homonyms"])


def test_a_delivered_number_is_contradicted_by_another_row_of_the_name():
    pairs, (reject,) = matched(
        {3: ROWS[3]}, [_mark("12", "Jean Martin", lms_id="12")], delivered=lambda mark: ("Jean Martin", "12")
    )
    assert (pairs, reject.key) == ([], "lms.namesake")


def test_two_marks_with_equal_claims_to_a_row_are_both_refused_in_either_order():
    marks = [_mark("a", "Ann Élan", "ann@u.fr"), _mark("b", "Ann Elan", "ann@u.fr")]
    for order in (marks, marks[::-1]):
        pairs, rejects = matched(ROWS, order)
        assert (pairs, {each.key for each in rejects}) == ([], {"lms.contested"})


def test_an_address_typed_beside_the_wrong_name_takes_nobodys_row():
    # A roster of which one column was sorted by itself.
    wrong = _mark("b", "Bob O'Brien", "ann@u.fr")
    right = _mark("a", "Ann Élan", "ann@u.fr")
    for order in ([wrong, right], [right, wrong]):
        pairs, (reject,) = matched(ROWS, order)
        assert pairs == [(1, right)]
        assert (reject.student, reject.key) == (wrong.student, "lms.row_taken")
    rows = {**ROWS, 4: {"lms_id": "14", "email": "bob@u.fr", "name": "Bob O'Brien"}}
    pairs, (reject,) = matched(rows, [wrong])
    assert (pairs, reject.key, reject.values) == ([], "lms.contradicted", {"names": "Ann Élan, Bob O'Brien"})


def test_number_and_address_of_two_rows_contradict_each_other():
    rows = {
        1: {"lms_id": "1", "email": "jm1@u.fr", "name": "Jean Martin"},
        2: {"lms_id": "2", "email": "jm2@u.fr", "name": "Jean Martin"},
    }
    pairs, (reject,) = matched(rows, [_mark("x", "Jean Martin", "jm2@u.fr", lms_id="1")])
    assert (pairs, reject.key) == ([], "lms.contradicted")
    # What the LMS itself wrote of this very hand-in outweighs a roster.
    marks = [_mark("x", "Jean Martin", "jm2@u.fr", lms_id="1")]
    assert matched(rows, marks, delivered=lambda mark: ("Jean Martin", "1"))[0] == [(1, marks[0])]


@pytest.mark.parametrize(
    ("known", "theirs", "ours"),
    [
        ({"email": "ann@u.fr"}, {"email": "jm2@u.fr"}, {"email": "jm1@u.fr"}),
        ({"id": "s1"}, {"id": "s2"}, {"id": "s3"}),
        ({"login": "ann"}, {"login": "jm2"}, {"login": "jm1"}),
    ],
)
def test_a_name_does_not_count_where_what_tells_others_apart_is_another(known, theirs, ours):
    rows = {1: {**known, "name": "Ann"}, 2: {**theirs, "name": "Jean Martin"}}
    ann, jean = (
        _mark(**{"id": "x", "name": name, **of}) for name, of in (("Ann", known), ("Jean Martin", ours))
    )
    pairs, (reject,) = matched(rows, [ann, jean])
    assert (pairs, reject.student, reject.key) == ([(1, ann)], jean.student, "lms.namesake")
    assert matched(rows, [jean])[0] == [(2, jean)]  # nobody is found by it: it may be of another kind


@pytest.mark.parametrize("ours", ["jm@u.fr", "JM+tf@u.fr", "jm@school.fr"])
def test_an_address_that_differs_after_the_at_sign_contradicts_nobody(ours):
    rows = {1: {"email": "ann@u.fr", "name": "Ann"}, 2: {"email": "jm@u.fr", "name": "Jean Martin"}}
    pairs, rejects = matched(rows, [_mark("x", "Ann", "ann@u.fr"), _mark("y", "Jean Martin", ours)])
    assert (len(pairs), rejects) == (2, [])


def test_an_address_does_not_outweigh_the_number_that_the_hand_in_came_by():
    rows = {25: {"lms_id": "25", "email": "jm1@u.fr", "name": "Jean Martin"}}
    pairs, (reject,) = matched(
        rows, [_mark("x", "Jean Martin", "jm1@u.fr")], delivered=lambda mark: ("Jean Martin", "21")
    )
    assert (pairs, reject.key) == ([], "lms.namesake")


def test_a_groups_hand_in_reaches_no_row_of_another_group():
    # The roster's groups may be those of the tutorials, and none that hand in together.
    pairs, (reject,) = matched(
        GROUPS, [_mark("3", "Eve N'Guyen", "eve@u.fr")], delivered=lambda mark: ("Les Martin (AB)", "48")
    )
    assert (pairs, reject.key) == ([], "lms.other_group")


def test_rejects_come_in_the_order_of_the_marks():
    marks = [_mark("z", "Zoé"), _mark("m", "Jean Martin"), _mark("n", "Nobody")]
    assert [each.student for each in matched(ROWS, marks)[1]] == [each.student for each in marks]


def test_the_order_of_uploads_is_said_once_and_last():
    lines = Export(b"", order=("lms.moodle_order", {})).listing("fr").splitlines()
    assert lines[0] == "Aucune cellule ne change."
    assert [each.startswith("Déposez d’abord la feuille d’évaluation") for each in lines] == [False, True]


def test_of_two_long_comments_the_listing_tells_as_text_where_they_differ():
    begins = "Score: 7 points of 10, which is 10.5 of 15.<br>Public checks passed: 3 of 4.<br>"
    ann = Student("1", "Ann")
    change = Change(
        ann, "Feedback", f"{begins}A &lt; B", f"{begins}Much better than <b>before</b>, and so on, and on"
    )
    told = Export(b"", (change,)).listing("en").splitlines()[0]
    assert told == (
        "Ann: Feedback: …cks passed: 3 of 4. A < B → …cks passed: 3 of 4. Much better than <b>before</b>, and so…"
    )
