"""The pages behind `autograder review`: each reads the results as they are now, so that two tabs agree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from autograder.base.at_work import long_text
from autograder.base.errors import CourseError, UsageError
from autograder.base.messages import sentence
from autograder.course.model import Assignment, Course
from autograder.gradebook.line_comments import LineComment
from autograder.gradebook.pages import rendered
from autograder.gradebook.review import by_hand, class_page, groups, looker, views
from autograder.gradebook.review.access import OnlyTheTeacher
from autograder.gradebook.review.assets import static
from autograder.gradebook.review.decisions import Conflict, Decision, comment_line, decide, decide_for_all
from autograder.gradebook.review.jobs import Busy, Job, Jobs
from autograder.gradebook.review.part import Part, ordered
from autograder.gradebook.review.queue import queue
from autograder.gradebook.roster import distinct_names
from autograder.gradebook.score import refuse_unknown
from autograder.gradebook.standings import Gradebook, Standing, gradebook
from autograder.gradebook.store import Store

if TYPE_CHECKING:
    from autograder.gradebook.review.comparison import Copies

_LARGEST_FORM = 100_000  # bytes
# Pasted, never typed; and a table with a NUL in it is no table any more.
_UNTYPED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Review:
    """The handlers of the pages, over one folder of results."""

    def __init__(self, course: Course, out: Path, language: str, jobs: Jobs, earlier: Sequence[Path] = ()):
        self._course, self._out, self._language, self._jobs = course, out, language, jobs
        self._earlier = tuple(earlier)

    def routes(self) -> list[Route]:
        """Return the addresses, and what answers there."""
        return [
            Route("/", self.class_page),
            Route("/hand-in/{assignment}/{key}", self.hand_in_page),
            Route("/hand-in/{assignment}/{key}/decide", self.decide, methods=["POST"]),
            Route("/hand-in/{assignment}/{key}/line", self.comment_line, methods=["POST"]),
            Route("/hand-ins/{assignment}", self.list_page),
            Route("/difference/{assignment}/{key}", self.difference_page),
            Route("/alike/{assignment}/{question}", self.alike_page),
            Route("/alike/{assignment}/{question}/decide", self.decide_for_all, methods=["POST"]),
            Route("/copies/{assignment}", self.copies_page),
            Route("/now", self.now),
            Route("/regrade/{assignment}", self.regrade, methods=["POST"]),
            Route("/jobs/{id:int}", self.job),
            Route("/static/{name}", static),
        ]

    async def class_page(self, request: Request) -> Response:
        """Show the class."""
        book = await self._book()
        return self._page("review_class", **class_page.class_view(self._course, book, self._language))

    async def list_page(self, request: Request) -> Response:
        """Show the hand-ins behind a number of the class page."""
        assignment, part = self._assignment(request), Part.of(request.query_params)
        view = class_page.list_view(assignment, await self._book(), part, self._language)
        return self._page("review_list", **view)

    async def hand_in_page(
        self, request: Request, problem: str = "", confirm: Mapping[str, str] | None = None
    ) -> Response:
        """Show one hand-in among its neighbours; the address may keep to a part of the class."""
        assignment = self._assignment(request)
        book = await self._book()
        standing = self._standing(book, request)
        part = Part.of(request.query_params)
        among = ordered(book, assignment.id, part)
        attempts = Store(self._out).attempts(standing.student, assignment.id)
        view = await run_in_threadpool(
            views.hand_in_view, self._out, standing, attempts, among, self._language
        )
        return self._page(
            "review_hand_in",
            **view,
            query=f"?{request.url.query}" if request.url.query else "",
            part=class_page.said(part, assignment, self._language),
            problem=problem,
            confirm=confirm,
            status_code=409 if problem or confirm else 200,
        )

    async def decide(self, request: Request) -> Response:
        """Write points and a comment; less than the machine gave, and more than there are, is asked about first."""
        standing = self._standing(await self._book(), request)
        form = await _form(request)
        check = form.get("check", "")
        new = by_hand.decision(form)
        before = Decision(
            form.get("before_points", ""),
            form.get("before_comment", ""),
            _ids(form.get("before_criteria", "")),
        )
        if new.criteria != before.criteria and new.points == before.points:
            new = replace(new, points="")  # the criteria decide again
        if form.get("none"):
            new = replace(new, points="0", criteria=())
        if problem := by_hand.refusal(standing.assignment, check, new, self._language):
            return await self.hand_in_page(request, problem=problem)
        asked = "" if form.get("sure") else by_hand.doubt(standing, check, new, self._language)
        if asked:
            return await self.hand_in_page(request, confirm={**form, "doubt": asked})
        try:
            refuse_unknown(standing.assignment, by_hand.override(check, new))
            await run_in_threadpool(
                decide, self._out, standing.student, standing.assignment.id, check, new, before
            )
        except Conflict as conflict:
            return await self.hand_in_page(request, problem=self._conflict(conflict, new))
        except UsageError as error:
            return await self.hand_in_page(request, problem=error.text(self._language))
        return self._back(request, standing, check or "whole")

    async def comment_line(self, request: Request) -> Response:
        """Write a comment on a line of a function."""
        standing = self._standing(await self._book(), request)
        form = await _form(request)
        function, number = form.get("function", ""), form.get("line", "")
        line = _number(number)
        code = await run_in_threadpool(views.line_of, standing.attempt, standing.assignment, function, line)
        if code is None:
            words = sentence("review.no_such_line", self._language, function=function, line=number)
            return await self.hand_in_page(request, problem=words)
        new = LineComment(function, line, code, form.get("comment", "").strip())
        try:
            await run_in_threadpool(
                comment_line,
                self._out,
                standing.student,
                standing.assignment.id,
                new,
                form.get("before_comment", ""),
            )
        except Conflict as conflict:
            return await self.hand_in_page(
                request, problem=self._conflict(conflict, Decision("", new.comment))
            )
        except UsageError as error:
            return await self.hand_in_page(request, problem=error.text(self._language))
        return self._back(request, standing, f"f-{function}")

    async def difference_page(self, request: Request) -> Response:
        """Show what changed between two attempts."""
        standing = self._standing(await self._book(), request)
        attempts = Store(self._out).attempts(standing.student, standing.assignment.id)
        numbers = [_number(request.query_params.get(name, "")) for name in ("from", "to")]
        chosen = [each for number in numbers for each in attempts if each.number == number]
        if len(chosen) != 2:
            raise HTTPException(404)
        before, after = chosen
        lines = await run_in_threadpool(looker.difference, before, after, standing.assignment)
        return self._page(
            "review_difference",
            student=standing.student.shown,
            back=f"/hand-in/{standing.assignment.id}/{standing.student.key}",
            numbers=numbers,
            lines=None if lines is None else [(_kind(line), line) for line in lines],
        )

    async def alike_page(self, request: Request) -> Response:
        """Show the answers to a question in groups."""
        assignment = self._assignment(request)
        try:
            question = assignment.question(request.path_params["question"])
        except KeyError:
            raise HTTPException(404) from None
        standings = ordered(await self._book(), assignment.id)
        found = await run_in_threadpool(groups.alike_view, standings, question, self._language)
        return self._page(
            "review_alike",
            id=assignment.id,
            title=assignment.title[self._language],
            question=question,
            heading=question.title[self._language],
            groups=found,
            count=len(standings),
            kept=_ids(request.query_params.get("kept", ""))[:100],
            names={each.key: name for each, name in distinct_names(one.student for one in standings).items()},
        )

    async def decide_for_all(self, request: Request) -> Response:
        """Write one decision for all the hand-ins of a group; what was decided about one of them stays."""
        assignment = self._assignment(request)
        form = await _form(request)
        check, new, keys = form.get("check", ""), by_hand.decision(form), set(_ids(form.get("keys", "")))
        members = [each for each in ordered(await self._book(), assignment.id) if each.student.key in keys]
        if problem := by_hand.refusal(assignment, check, new, self._language):
            return self._problem(400, problem)
        try:
            refuse_unknown(assignment, by_hand.override(check, new))
            students = [each.student for each in members]
            kept = await run_in_threadpool(decide_for_all, self._out, students, assignment.id, check, new)
        except UsageError as error:
            return self._problem(400, error.text(self._language))
        said = f"?kept={'+'.join(each.key for each in kept)}" if kept else ""
        question = request.path_params["question"]
        return RedirectResponse(f"/alike/{assignment.id}/{question}{said}#{form.get('group', '')}", 303)

    async def copies_page(self, request: Request) -> Response:
        """Show the pairs of hand-ins that share more than two people write alike."""
        assignment = self._assignment(request)
        standings = ordered(await self._book(), assignment.id)
        found, earlier = await run_in_threadpool(_copies, assignment, standings, self._earlier)
        return self._page(
            "review_copies",
            id=assignment.id,
            title=assignment.title[self._language],
            pairs=found.pairs,
            total=found.total,
            groups=found.groups,
            count=len(standings),
            earlier=earlier,
        )

    async def now(self, request: Request) -> Response:
        """Tell what a running batch or sync is at."""
        found = await run_in_threadpool(queue, Store(self._out))
        lasting = {f"{each['name']}, {each['assignment']}" for each in found.long}
        who = " · ".join(each for each in found.at_work if each not in lasting)
        return JSONResponse(
            {
                **asdict(found),
                "being_judged": sentence("review.at_work", self._language, who=who) if who else "",
                "long": long_text(found.long, self._language),
            }
        )

    async def regrade(self, request: Request) -> Response:
        """Start judging a hand-in, or a check of the whole class, again; one run at a time."""
        assignment = self._assignment(request)
        form = await _form(request)
        try:
            job = self._jobs.start(assignment.id, only=form.get("only", ""), check=form.get("check", ""))
        except Busy as busy:
            return JSONResponse({"words": self._busy(busy.job)}, 409)
        return JSONResponse({"id": job.id})

    async def job(self, request: Request) -> Response:
        """Tell how far a run is."""
        job = self._jobs.get(request.path_params["id"])
        if job is None:
            raise HTTPException(404)
        return JSONResponse(
            {"done": job.done, "total": job.total, "status": job.status, "words": job.last_words}
        )

    def _busy(self, job: Job) -> str:
        students = [each for each in Store(self._out).students() if each.key == job.only]
        what = students[0].with_id if students else job.only or job.check
        return sentence("review.busy", self._language, what=what, assignment=job.assignment)

    def _conflict(self, conflict: Conflict, mine: Decision) -> str:
        def words(decision: Decision) -> str:
            return (
                ", ".join(each for each in (decision.points, *decision.criteria, decision.comment) if each)
                or "–"
            )

        return sentence("review.conflict", self._language, there=words(conflict.current), mine=words(mine))

    def _back(self, request: Request, standing: Standing, place: str) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        address = f"/hand-in/{standing.assignment.id}/{standing.student.key}{query}#{place}"
        return RedirectResponse(address, 303)

    async def _book(self) -> Gradebook:
        return await run_in_threadpool(gradebook, self._course, Store(self._out))

    def _assignment(self, request: Request) -> Assignment:
        for each in self._course.assignments:
            if each.id == request.path_params["assignment"]:
                return each
        raise HTTPException(404)

    def _standing(self, book: Gradebook, request: Request) -> Standing:
        standing = views.of(book, request.path_params["key"], self._assignment(request).id)
        if standing is None:
            place = (request.path_params["key"], request.path_params["assignment"])
            waits = any((each.student.key, each.assignment) == place for each in book.unjudged)
            raise HTTPException(409 if waits else 404)
        return standing

    async def refused(self, request: Request, error: Exception) -> Response:
        """Show a page, in the teacher's language, in place of a bare "Not Found"."""
        assert isinstance(error, HTTPException)
        return self._problem(error.status_code)

    async def no_book(self, request: Request, error: Exception) -> Response:
        """Show why there is no gradebook, a table of the teacher's that cannot be read, say, until that is mended."""
        assert isinstance(error, CourseError)
        return self._problem(409, error.text(self._language))

    def _problem(self, status: int, why: str = "") -> Response:
        why = why or sentence(f"review.problem_{status}", self._language)
        heading = "review.problem_404_heading" if status == 404 else "review.problem"
        return self._page(
            "review_problem", heading=sentence(heading, self._language), why=why, status_code=status
        )

    def _page(self, template: str, *, status_code: int = 200, **values: Any) -> Response:
        page = rendered(f"{template}.html.j2", self._language, "review", **values)
        return HTMLResponse(page, status_code)


def application(
    course: Course,
    out: Path,
    *,
    language: str,
    token: str,
    hosts: Sequence[str],
    jobs: Jobs,
    earlier: Sequence[Path] = (),
) -> Starlette:
    """Return the pages over the results in `out`, for who holds `token` and asks one of `hosts` (with port).

    `earlier` are folders of earlier years, which copies are looked for in too.
    """
    guard = Middleware(OnlyTheTeacher, token=token, hosts=frozenset(hosts), language=language)
    review = Review(course, out, language, jobs, earlier)
    return Starlette(
        routes=review.routes(),
        middleware=[guard],
        exception_handlers={HTTPException: review.refused, CourseError: review.no_book},
    )


async def _form(request: Request) -> dict[str, str]:
    """Return the fields of a form of ours: a few short texts."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST_FORM:
            raise HTTPException(413)
    try:
        fields = parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True, max_num_fields=60)
    except ValueError:  # more than a form of ours has
        raise HTTPException(400) from None
    found: dict[str, str] = {}
    for name, value in fields:
        value = _UNTYPED.sub("", value.replace("\r\n", "\n"))
        found[name] = f"{found[name]} {value}" if name == "criteria" and name in found else value
    return found


def _number(text: str) -> int:
    """Return a number in an address or a form; 0 where there is none."""
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _ids(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _kind(line: str) -> str:
    return {"+": "added", "-": "removed", "@": "place"}.get(line[:1], "same")


def _copies(
    assignment: Assignment, standings: Sequence[Standing], earlier: Sequence[Path]
) -> tuple[Copies, int]:
    # In here: copydetect takes seconds to import.
    from autograder.gradebook.review import comparison

    found = comparison.earlier_hand_ins(earlier, assignment.id)
    return comparison.copies(assignment, standings, found), len(found)
