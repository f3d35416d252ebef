"""What a student brings to a conference: picks, note cards, growth, three pluses and a goal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from slc_site.model.classroom import Access
from slc_site.model.conference import Conference, Step
from slc_site.model.goal import Voice
from slc_site.model.report_card import Rubric
from slc_site.model.student_conference import GrowthPair, Pick, Pluses, SkillWord, StudentConference, Topic
from slc_site.problems import Problem, Severity
from slc_site.read.audiences import narrowed
from slc_site.read.disk import Folder
from slc_site.read.document import Form
from slc_site.read.follow_ups import follow_ups
from slc_site.read.listing import listed
from slc_site.read.names import Names, one
from slc_site.read.reading import Reader
from slc_site.read.shapes_conference import StudentConferenceShape
from slc_site.read.sheet import Sheet

Brought = Sheet[StudentConferenceShape]


@dataclass(frozen=True, slots=True)
class ConferenceLinks:
    """What of the class a student's page may point at."""

    conferences: Names
    by_slug: Mapping[str, Conference]
    targets: Names
    strands: Names
    topics: Names
    """Agenda steps and subjects."""

    def read(
        self, folder: Folder, student: str, access: Access, posts: Names, goals: Names, reader: Reader
    ) -> list[StudentConference]:
        """Read what one student brings to each conference."""
        found = []
        for file in listed(folder, ".md", "conference page", reader.reporter):
            slug = self.conferences.find(file.stem)
            if slug is None:
                if not self.conferences.is_left_out(file.stem):
                    message = f"The class has no conference `{file.stem}`, so this is left out."
                    hint = self.conferences.hint(file.stem)
                    reader.reporter.report(Problem(message, file.label, hint=hint, code="no-such-thing"))
                continue
            sheet = reader.sheet(file, Form.MARKDOWN, StudentConferenceShape)
            if sheet is not None:
                found.append(self._link(sheet, student, self.by_slug[slug], access, posts, goals))
        return found

    def _link(
        self,
        sheet: Brought,
        student: str,
        conference: Conference,
        access: Access,
        posts: Names,
        goals: Names,
    ) -> StudentConference:
        shape = sheet.shape
        return StudentConference(
            student=student,
            conference=conference.slug,
            origin=sheet.origin,
            body=sheet.document.body,
            body_line=sheet.document.body_line,
            picks=tuple(self._picks(sheet, conference, posts)),
            cards=dict(sorted(shape.cards.items(), key=lambda card: list(Step).index(card[0]))),
            growth=tuple(_growth(sheet, posts)),
            three_pluses=tuple(_three_pluses(sheet, goals)),
            skills=tuple(self._skills(sheet)),
            topics=tuple(self._topics(sheet)),
            private=shape.parent_input.private,
            follow_up=tuple(follow_ups(sheet, posts, goals)),
            feedback=shape.feedback,
            audience=narrowed(sheet, "conferences", shape.access, access.conferences),
        )

    def _picks(self, sheet: Brought, conference: Conference, posts: Names) -> Iterator[Pick]:
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
                post = one(sheet, posts, each.post, *at)
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


def topic_names(rubrics: list[Rubric]) -> Names:
    """Return what a family's topic may be about: a step of the agenda or a subject."""
    subjects = [subject for rubric in rubrics for subject in rubric.subjects]
    names = dict.fromkeys([*(step.value for step in Step), *(subject.id for subject in subjects)])
    also = ((subject.title, subject.id) for subject in subjects)
    return Names("agenda step or subject", names, also=also)


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
        if len(pluses) != 3:
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
        yield Pluses(voice, pluses, goals.find(shape.goal) or shape.goal)
