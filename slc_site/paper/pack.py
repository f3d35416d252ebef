"""Puts parts together: whose turn it is, what they may show, and in which order it is printed.

A child's sheets are made from `narrow(own part, conference)`, without what the teacher wrote: of another
child nothing is in there but the first name. The teacher's parts are made from everything, and only ever lie
in documents of their own.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from slc_site.build.site import Site
from slc_site.model.audience import Audience
from slc_site.model.classroom import Attachment, Student
from slc_site.model.conference import Conference
from slc_site.model.library import Library
from slc_site.model.mentions import mentioned
from slc_site.model.schedule import SlotStatus
from slc_site.model.student_conference import Company
from slc_site.paper.job import FamilyCode, Job
from slc_site.paper.narrowed import before, for_everybody, for_the_room, of_one
from slc_site.paper.parts import PARTS, Part, Place, Whose
from slc_site.paper.sheet import Sheet
from slc_site.paper.sizes import PaperSize
from slc_site.plan.planner import plan_of
from slc_site.plan.speech import ENGLISH
from slc_site.problems import Problem, Reporter, Severity
from slc_site.render import urls
from slc_site.render.media import Picture
from slc_site.render.paper_pictures import as_jpeg
from slc_site.render.studio import Studio
from slc_site.share.access import PUBLIC, Viewer, narrow

_WIDTH = 480
"""Of pictures on cards, in pixels: four centimetres at 300 to the inch."""

_CODES = "codes"
"""The only part that is given any."""


class Pack(Struct, frozen=True, dict=True):
    """All that can be printed for one conference, or for the class where a part is of none."""

    site: Site
    library: Library
    """Everything; it is narrowed here."""
    conference: Conference
    """`job.no_conference` for parts that are of none."""
    size: PaperSize
    reporter: Reporter
    """Hears who has no time yet, and which pictures could not be made."""
    choices: Mapping[str, str] = field(default_factory=dict)
    students: tuple[str, ...] = ()
    """Slugs of the children it is for; none: all."""
    codes: tuple[FamilyCode, ...] = ()
    """Of families, for the part that prints them."""
    two_sided: bool = True
    """Paper is printed on both sides: what is a child's begins on paper of its own."""

    # -- what is printed ------------------------------------------------------------------------------

    def sheets(self, part: Part) -> Iterator[Sheet]:
        """Yield the sheets of one part, of each child in the order of the times."""
        if part.whose is Whose.CHILD:
            for job in self._jobs:
                yield from self._begun(part.sheets_of_child(job))
        else:
            job = self._for_all(part.whose)
            if part.name == _CODES:
                job = replace(job, codes=self.codes)
            if part.has_faces:
                job = replace(job, pictures=self._prepared(_avatars(job.order)))
            yield from part.sheets(job)

    def apart(self, part: Part) -> Iterator[tuple[Job, list[Sheet]]]:
        """Yield a part of each child, with what it is made of, for a document of its own."""
        for job in self._jobs:
            yield job, list(self._begun(part.sheets_of_child(job)))

    def bundles(self) -> Iterator[Sheet]:
        """Yield all that goes to the copier: the bundle of each child, then what lies behind them all."""
        in_bundle = [part for part in PARTS if part.place is Place.BUNDLE]
        for job in self._jobs:
            made = [
                (part.name, list(part.sheets_of_child(job))) for part in in_bundle if part.name != "covers"
            ]
            there = tuple(name for name, sheets in made if sheets)
            covers = [part for part in in_bundle if part.name == "covers"]
            bundle = [sheet for part in covers for sheet in part.sheets(replace(job, contents=there))]
            bundle += [sheet for _, sheets in made for sheet in sheets]
            yield from self._begun(iter(bundle))
        for part in PARTS:
            if part.place is Place.END:
                yield from self._begun(self.sheets(part))

    def teachers(self) -> Iterator[Sheet]:
        """Yield what is for the teacher alone."""
        for part in PARTS:
            if part.place is Place.TEACHER:
                yield from self.sheets(part)

    def _begun(self, sheets: Iterator[Sheet]) -> Iterator[Sheet]:
        """Yield sheets, the first of which begins on paper of its own."""
        first = next(sheets, None)
        if first is not None:
            begins = "right" if self.two_sided and first.begins == "page" else first.begins
            yield replace(first, begins=begins)
        yield from sheets

    # -- whose it is ----------------------------------------------------------------------------------

    @cached_property
    def in_order(self) -> tuple[Student, ...]:
        """The children in the order in which they come; those without a time last."""
        children = [s for s in self.library.students if not self.students or s.slug in self.students]
        schedule = self.conference.schedule
        slots = {student.slug: schedule.slot_of(student.slug) for student in children}
        there = [(slot.start, n) for n, one in enumerate(children) if (slot := slots[one.slug]) is not None]
        waiting = [student for student in children if slots[student.slug] is None]
        return (*(children[n] for _, n in sorted(there)), *waiting)

    @cached_property
    def _told(self) -> tuple[Student, ...]:
        """The same, where it matters: those without a time are said, once."""
        schedule = self.conference.schedule
        waiting = [student for student in self.in_order if schedule.slot_of(student.slug) is None]
        if waiting and len(waiting) < len(self.in_order):
            self.reporter.report(_no_time(waiting, self.conference))
        return self.in_order

    @cached_property
    def _jobs(self) -> tuple[Job, ...]:
        jobs = tuple(self._job(student) for student in self._told)
        pictures = self._pictures(jobs)
        return tuple(replace(job, pictures=pictures) for job in jobs)

    def _job(self, student: Student) -> Job:
        slug = self.conference.slug
        own = self.library.of(student.slug)
        brought = next((one for one in own.student_conferences if one.conference == slug), None)
        company = brought.company if brought is not None else Company.FAMILY
        viewer = Viewer(Audience.CONFERENCE, student.slug, is_here=True, is_guest=company is Company.GUESTS)
        seen = before(narrow(own, viewer).library)
        slot = self.conference.schedule.slot_of(student.slug)
        host = slot.host if slot is not None else ""
        comes = brought.parent_input.who_comes if brought is not None and not viewer.is_guest else ()
        alone = company is Company.TEACHER or (slot is not None and slot.status is SlotStatus.TEACHER_ONLY)
        return Job(
            library=seen,
            conference=of_one(seen.conference[slug], student.slug),
            size=self.size,
            student=seen.student.get(student.slug, student),
            choices=self.choices,
            guests=(host,) if host else () if alone else comes,
            address=self._address(student),
            returns=self._returns,
        )

    def _for_all(self, whose: Whose) -> Job:
        """Return the job of a part that is made once: for the teacher, or for everybody."""
        library = self.library
        if whose is Whose.CLASS:
            library = for_everybody(library)
        elif whose is Whose.ROOM:
            library = for_the_room(library, personal=self.choices.get("personal") == "yes")
        return Job(
            library,
            library.conference.get(self.conference.slug, self.conference),
            self.size,
            choices=self.choices,
            returns=self._returns,
            order=self._told if whose is Whose.TEACHER else self.in_order,
        )

    # -- what else they are given ---------------------------------------------------------------------

    def _pictures(self, jobs: Sequence[Job]) -> Mapping[Path, bytes]:
        return self._prepared(dict.fromkeys(one for job in jobs for one in _shown_by(job)))

    def _prepared(self, wanted: Collection[Attachment]) -> Mapping[Path, bytes]:
        if not wanted:
            return {}
        self.site.state.mkdir(mode=0o700, exist_ok=True)
        rules = self.library.classroom.media
        made = Studio(self.site.media, self.reporter).prepare(wanted, widths=(_WIDTH,), rules=rules)
        return {
            path: as_jpeg(one.renditions[0].file.path)
            for path, one in made.items()
            if isinstance(one, Picture)
        }

    @cached_property
    def _returns(self) -> Mapping[str, date]:
        return returns(self.library, self.conference)

    @cached_property
    def _public(self) -> frozenset[str]:
        """Children of whom anybody finds something on the web."""
        seen = narrow(self.library, PUBLIC).library
        return frozenset(student.slug for student in seen.students)

    def _address(self, student: Student) -> str:
        url = self.library.classroom.url
        if not url or not student.consent.publish:
            return ""
        if student.slug in self._public:
            return url + urls.student_folder(student.slug)
        return url + urls.DOOR.removesuffix("index.html") if self.site.ring.is_file() else ""


def returns(library: Library, conference: Conference) -> Mapping[str, date]:
    """Return by when each step of a conference's plan is done; nothing while nobody knows its day.

    `library` has everything in it: the plan is for the teacher, and only these days are told.
    """
    plan, _ = plan_of(library, conference, ENGLISH)
    return {step.name: step.until for step in plan.steps} if plan is not None else {}


def _avatars(students: Iterable[Student]) -> list[Attachment]:
    return [student.avatar for student in students if student.avatar is not None]


def _shown_by(job: Job) -> Iterator[Attachment]:
    """Yield the pictures that a child's sheets show: its avatar, and the first of each pick."""
    if job.child.avatar is not None:
        yield job.child.avatar
    picks = job.brought.picks if job.brought is not None else ()
    for pick in picks:
        post = job.library.post.get((job.child.slug, pick.post))
        if post is not None:
            # A film would have to be made anew for one still of it.
            yield from [one for one in mentioned(post) if _is_picture(one.name)][:1]


def _is_picture(name: str) -> bool:
    kind = mimetypes.guess_type(name)[0] or ""
    return kind.startswith("image/") or name.lower().endswith((".heic", ".heif", ".avif", ".webp"))


def _no_time(students: Iterable[Student], conference: Conference) -> Problem:
    names = ", ".join(student.name for student in students)
    return Problem(
        f"No time yet for {names}: printed last.",
        conference.origin.file,
        key="schedule.slots",
        hint="Write a slot for each child, or let slc schedule propose them.",
        severity=Severity.WARNING,
        code="no-slot",
    )
