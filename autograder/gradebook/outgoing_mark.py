"""A mark on its way to an LMS: what is to be written, what we know of what stands there, and whether the two agree."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape

from autograder.gradebook import sync_record
from autograder.gradebook.lms.sites.base import RELEASED, NewMark, SiteMark
from autograder.gradebook.roster import Student
from autograder.gradebook.sync_record import Synced, near


@dataclass(frozen=True)
class OutgoingMark:
    """A mark on its way: whose, what we know of it there, what is to be written, out of which maximum of the LMS."""

    student: Student
    record: Synced
    new: NewMark
    top: float | None = None

    def text(self, release: bool) -> str:
        """Return one number for all that is written beside the grade."""
        return sync_record.digest(
            self.new.comment, self.new.page, str(self.new.attempt), RELEASED if release else ""
        )

    def stands(self, release: bool) -> bool:
        """Return whether exactly this was written and seen."""
        record = self.record
        return (
            record.settled
            and record.seen is not None
            and near(record.seen, self.new.grade)
            and record.seen_text == self.text(release)
        )

    def may_replace(self, there: SiteMark) -> bool:
        """Return whether what stands at the site is nothing, or ours: what a person set stays."""
        if not self.knows_comment(there.comment) or (
            there.comment is None and not self._saved_it(there.saved)
        ):
            return False
        return self.record.is_ours(there.grade, self.top) or self._is_exactly(there)

    def _saved_it(self, saved: str) -> bool:
        """Return whether nobody but us saved what is there: the comment cannot be seen."""
        if (
            self.record.meant is not None and self.record.saved is None
        ):  # we were stopped before we read it back
            return True
        return saved in ("", self.record.saved)

    def _is_exactly(self, there: SiteMark) -> bool:
        """Return whether another `sync` wrote what we are to write: our results were lost, or are another teacher's."""
        alike = there.grade is not None and near(there.grade, self.new.grade)
        return self.record.meant is None and alike and bool(there.comment)

    def was_swallowed(self, release: bool, since: float) -> bool:
        """Return whether the site took exactly this and did not keep it, at or after a time."""
        return self.record.swallowed_at >= since and self.record.swallowed == self._whole(release)

    def swallowed(self, release: bool, now: float) -> OutgoingMark:
        """Return the mark with what the site did not keep in its record."""
        return replace(self, record=replace(self.record, swallowed=self._whole(release), swallowed_at=now))

    def _whole(self, release: bool) -> str:
        return sync_record.digest(f"{self.new.grade}", self.text(release))

    def knows_comment(self, there: str | None) -> bool:
        """Return whether a comment at the site is none, or one we wrote; markup and line ends make no difference."""
        ours = (self.record.comment, self.record.meant_comment, self.new.comment)
        return not there or not _flat(there) or _flat(there) in {_flat(each) for each in ours}

    def noted(self, before: float | None, release: bool) -> OutgoingMark:
        """Return the mark with what is about to be written in its record."""
        own = self.record.seen if self.record.seen is not None else before
        return replace(
            self,
            record=replace(
                self.record,
                before=own,
                meant=self.new.grade,
                meant_text=self.text(release),
                meant_comment=self.new.comment,
                top=self.top,
                saved=None,
            ),
        )

    def confirmed(self, there: SiteMark) -> OutgoingMark:
        """Return the mark with what was seen in its record."""
        record = replace(
            self.record,
            seen=self.record.meant,
            seen_text=self.record.meant_text,
            comment=self.new.comment if there.comment is None else there.comment,
            saved=there.saved,
            swallowed="",
        )
        return replace(self, record=record)


def _flat(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())
