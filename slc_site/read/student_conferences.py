"""What a student brings to a conference: picks, note cards, growth, three pluses and a goal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from slc_site.model.audience import Audience
from slc_site.model.classroom import Access
from slc_site.model.conference import Conference, ConferenceKind, Step
from slc_site.model.goal import Voice
from slc_site.model.origin import Origin
from slc_site.model.parent_input import ParentInput
from slc_site.model.report_card import Rubric
from slc_site.model.student_conference import (
    Company,
    Debrief,
    Feedback,
    GrowthPair,
    Pick,
    Pluses,
    SkillWord,
    StudentConference,
    Topic,
)
from slc_site.problems import Problem, Severity
from slc_site.read.audiences import narrowed
from slc_site.read.disk import Folder
from slc_site.read.document import Form
from slc_site.read.follow_ups import follow_ups
from slc_site.read.form_states import PLUSES, check_conference, state_of
from slc_site.read.listing import listed
from slc_site.read.names import Names, one, several
from slc_site.read.reading import Reader
from slc_site.read.shapes_conference import StudentConferenceShape
from slc_site.read.shapes_parent_input import ParentInputShape
from slc_site.read.sheet import Sheet
from slc_site.read.values import shown

Brought = Sheet[StudentConferenceShape]


class OwnWork(Struct, frozen=True):
    """What of a student's own things a conference can point at."""

    posts: Names
    goals: Names
    drafts: frozenset[str]
    """Slugs of the posts that are not finished."""


class ConferenceLinks(Struct, frozen=True):
    """What of the class a student's page may point at."""

    conferences: Names
    by_slug: Mapping[str, Conference]
    targets: Names
    strands: Names
    topics: Names
    """Agenda steps and subjects."""

    def read(
        self, folder: Folder, student: str, access: Access, own: OwnWork, reader: Reader
    ) -> list[StudentConference]:
        """Read what one student brings to each conference.

        Who has no file for one yet leads it all the same, with what there is: that is for the room.
        """
        found = []
        files = set()
        for file in listed(folder, ".md", "conference page", reader.reporter):
            slug = self.conferences.find(file.stem)
            if slug is None:
                if not self.conferences.is_left_out(file.stem):
                    message = f"The class has no conference `{file.stem}`, so this is left out."
                    hint = self.conferences.hint(file.stem)
                    reader.reporter.report(Problem(message, file.label, hint=hint, code="no-such-thing"))
                continue
            files.add(slug)
            sheet = reader.sheet(file, Form.MARKDOWN, StudentConferenceShape)
            if sheet is not None:
                found.append(self._link(sheet, student, self.by_slug[slug], access, own))
        audience = max(access.conferences, Audience.CONFERENCE)
        for slug in self.by_slug.keys() - files:
            origin = Origin(f"{folder.label}/{slug}.md")
            company = _company(self.by_slug[slug], Company.FAMILY)
            found.append(
                StudentConference(student, slug, origin, company=company, audience=audience, is_blank=True)
            )
        return found

    def _link(
        self, sheet: Brought, student: str, conference: Conference, access: Access, own: OwnWork
    ) -> StudentConference:
        shape, posts, goals = sheet.shape, own.posts, own.goals
        brought = StudentConference(
            student=student,
            conference=conference.slug,
            origin=sheet.origin,
            body=sheet.document.body,
            body_line=sheet.document.body_line,
            picks=tuple(self._picks(sheet, conference, own)),
            cards=dict(sorted(shape.cards.items(), key=lambda card: list(Step).index(card[0]))),
            growth=tuple(_growth(sheet, posts)),
            three_pluses=tuple(_three_pluses(sheet, goals)),
            skills=tuple(self._skills(sheet)),
            topics=tuple(self._topics(sheet)),
            private=shape.parent_input.private,
            wants_private_time=_wants_private_time(shape.parent_input),
            parent_input=_parent_input(shape.parent_input),
            follow_up=tuple(follow_ups(sheet, posts, goals)),
            feedback=Feedback(**dict(shape.feedback)),
            debrief=Debrief(**dict(shape.debrief)),
            new_goals=several(sheet, goals, shape.new_goals, "new_goals"),
            company=_company(conference, shape.company),
            audience=narrowed(sheet, "conferences", shape.access, access.conferences),
            state=state_of(sheet),
        )
        check_conference(sheet, conference, brought)
        return brought

    def _picks(self, sheet: Brought, conference: Conference, own: OwnWork) -> Iterator[Pick]:
        names = [rule.name for rule in conference.picks]
        slots = Names("pick", names)
        order = {name: place for place, name in enumerate(names)}
        found = []
        for typed, chosen in sheet.shape.picks.items():
            slot = slots.find(typed) or slots.find(self.strands.find(typed) or "")
            if slot is None:
                slot = one(sheet, slots, typed, "picks", typed)
            if slot is None:
                continue
            for place, each in enumerate(chosen):
                at = ("picks", typed, "post") if len(chosen) == 1 else ("picks", typed, place, "post")
                post = one(sheet, own.posts, each.post, *at)
                if post in own.drafts:
                    sheet.report(
                        f"{shown(each.post)} is a draft, so it will not be shown at the conference.",
                        *at,
                        hint="Take the line `status: draft` out of it when it is finished.",
                        severity=Severity.WARNING,
                        code="draft-picked",
                    )
                if post is not None:
                    found.append(Pick(slot, post, each.because, tuple(note for note in each.notes if note)))
        yield from sorted(found, key=lambda pick: order[pick.slot])

    def _skills(self, sheet: Brought) -> Iterator[SkillWord]:
        for place, skill in enumerate(sheet.shape.skills):
            target = one(sheet, self.targets, skill.target, "skills", place, "target")
            if target is not None:
                yield SkillWord(target, skill.student, skill.teacher, skill.helps_in)

    def _topics(self, sheet: Brought) -> Iterator[Topic]:
        for place, topic in enumerate(sheet.shape.parent_input.topics):
            about = one(sheet, self.topics, topic.about, "parent_input", "topics", place, "about")
            yield Topic(topic.text, about or "")


def _wants_private_time(told: ParentInputShape) -> bool:
    """Do the grown-ups need a few minutes alone? Who wrote in confidence does, unless it says no."""
    return bool(told.private) if told.private_time is None else told.private_time


def _parent_input(told: ParentInputShape) -> ParentInput:
    return ParentInput(**{name: getattr(told, name) for name in ParentInput.__struct_fields__})


def topic_names(rubrics: list[Rubric]) -> Names:
    """Return what a family's topic may be about: a step of the agenda or a subject."""
    subjects = [subject for rubric in rubrics for subject in rubric.subjects]
    steps = [step.value for step in Step if step is not Step.OWN]
    names = dict.fromkeys([*steps, *(subject.id for subject in subjects)])
    also = ((subject.title, subject.id) for subject in subjects)
    return Names("agenda step or subject", names, also=also)


def _company(conference: Conference, said: Company) -> Company:
    """Return who is there: at a party everybody walks round, so that nobody is told of home."""
    return Company.GUESTS if conference.kind is ConferenceKind.PARTY else said


def _growth(sheet: Brought, posts: Names) -> Iterator[GrowthPair]:
    for place, pair in enumerate(sheet.shape.growth):
        then = one(sheet, posts, pair.then, "growth", place, "then")
        now = one(sheet, posts, pair.now, "growth", place, "now")
        if then is not None and now is not None:
            yield GrowthPair(then, now, pair.because)


def _three_pluses(sheet: Brought, goals: Names) -> Iterator[Pluses]:
    for voice in Voice:
        shape = getattr(sheet.shape.three_pluses, voice.value)
        if shape is None:
            continue
        pluses = tuple(plus for plus in shape.pluses if plus)
        # Whose turn it is, or was, is told how much is missing in one piece: see `form_states`.
        if len(pluses) != PLUSES and (state_of(sheet) is None or voice is Voice.PARENT):
            sheet.report(
                f"Three pluses belong to a goal; I count {len(pluses)} here.",
                "three_pluses",
                voice.value,
                "pluses",
                hint="Write `[one, two, three]`.",
                severity=Severity.WARNING,
                code="three-pluses",
            )
        # A goal may be words, so what names none of the student's goals is no mistake.
        yield Pluses(
            voice,
            pluses,
            goals.find(shape.goal) or shape.goal,
            shape.why,
            shape.i_will,
            shape.about,
            shape.noticed,
            shape.growth,
        )
