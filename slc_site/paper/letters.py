"""Letters home, one for each family of each child, in the family's language (practice F12).

    the class, its codes ─households→ a family ─values→ names in braces ─letter_text→ blocks ─→ five forms

What a letter can say of a child is what the child's own family may see. The code is printed here and nowhere
in the site; of another child nothing but the first name of one who is at home there, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from babel.lists import format_list
from msgspec import Struct

from slc_site.model.audience import Audience
from slc_site.model.conference import AgendaStep, Conference, PrivateTime, Step
from slc_site.model.family_letters import LetterKind, OwnLetter
from slc_site.model.library import Library
from slc_site.model.planner import PlanStep
from slc_site.model.schedule import Attend, Slot, SlotStatus
from slc_site.paper import letter_texts as ours
from slc_site.paper.households import Household
from slc_site.paper.letter_text import CODE, Block, Value, blocks, names_in
from slc_site.plan.planner import days_of, plan_of
from slc_site.problems import Problem, Severity, did_you_mean
from slc_site.render.translations import Words
from slc_site.share.access import Viewer, narrow

_STEPS: Mapping[LetterKind, PlanStep] = {
    LetterKind.FIRST: PlanStep.LETTER,
    LetterKind.INVITATION: PlanStep.INVITATION,
    LetterKind.REMINDER: PlanStep.REMINDER,
    LetterKind.THANK_YOU: PlanStep.FEEDBACK,
}
"""When each goes home, on the planner."""
_ON_CARD = {LetterKind.INVITATION, LetterKind.REMINDER, LetterKind.THANK_YOU, LetterKind.PORTFOLIO}
"""These have the family's code."""


class Letter(Struct, frozen=True):
    """One letter, to one family."""

    kind: LetterKind
    household: Household
    words: Words
    """The language it is in."""
    day: date | None
    """The date on it."""
    subject: str
    blocks: tuple[Block, ...]
    values: Mapping[str, Value]
    """What names in braces stand for."""
    is_own: bool
    """In the teacher's words."""

    @property
    def has_code(self) -> bool:
        """Is there a code or a link in it?"""
        return bool(self.household.code or self.household.link)


class Letters:
    """Letters of one kind, for one conference."""

    def __init__(
        self,
        library: Library,
        conference: Conference,
        kind: LetterKind,
        own: Sequence[OwnLetter],
        words: Callable[[str], Words],
        today: date,
    ) -> None:
        """Take what is known of the class.

        Args:
            library: All of it; what a letter may say is narrowed here.
            conference: As it stands in the library.
            kind: Any but the child's own letter.
            own: The class's own letters.
            words: Returns the words of a language, or English ones and tells somebody.
            today: The date on letters whose day the planner does not know.
        """
        self._library = library
        self._conference = conference
        self._kind = kind
        self._words = words
        self._own = {letter.language: letter for letter in own if letter.kind is kind}
        plan, _ = plan_of(library, conference, words("en"))
        self._steps = {step.name: step for step in plan.steps} if plan is not None else {}
        self._today = today

    def letter(self, household: Household) -> Letter:
        """Return the letter to one family."""
        wanted = household.student.home_language or self._library.classroom.language
        own = self._own_in(wanted)
        words = self._words(own.language if own else wanted)
        values = self.values(household, words)
        text = own.text if own else ours.text_of(self._kind, words.gettext)
        subject = (own.subject if own else "") or words.gettext(ours.SUBJECTS[self._kind])
        has_code = self._kind in _ON_CARD and bool(household.code or household.link)
        return Letter(
            self._kind,
            household,
            words,
            self.day,
            filled(subject, values),
            blocks(text, values, has_code=has_code),
            values,
            own is not None,
        )

    @property
    def day(self) -> date:
        """When the letter goes home."""
        step = _STEPS.get(self._kind)
        dated = self._steps.get(step.value) if step else None
        return dated.day if dated else self._today

    def _own_in(self, language: str) -> OwnLetter | None:
        """Return the class's own letter in a language, `es` for `es-MX`; None: ours is taken."""
        base = language.partition("-")[0]
        near = (letter for tag, letter in self._own.items() if tag.partition("-")[0] == base)
        return self._own.get(language) or self._own.get(base) or next(near, None)

    def problems(self, homes: Sequence[Household]) -> Iterator[Problem]:
        """Yield warnings of names in braces, in the class's own letters, that stand for nothing."""
        if not homes:
            return
        known = (*self.values(homes[0], self._words("en")), CODE)
        for letter in self._own.values():
            for name in names_in(f"{letter.subject} {letter.text}"):
                if name not in known:
                    yield Problem(
                        f"`{{{name}}}` stands for nothing, so it stays in the letter as it is.",
                        letter.origin.file,
                        hint=did_you_mean(name, known) or f"There is {', '.join(known)}.",
                        severity=Severity.WARNING,
                        code="unknown-name",
                    )

    # -- what names stand for -------------------------------------------------------------------------

    def values(self, household: Household, words: Words) -> Mapping[str, Value]:
        """Return what each name in braces stands for, for one family in one language."""
        student, room = household.student, self._library.classroom
        viewer = Viewer(Audience.FAMILY, student.slug, is_here=True)
        seen = narrow(self._library.of(student.slug), viewer).library
        conference = seen.conference[self._conference.slug]
        slot = conference.schedule.slot_of(student.slug)
        _ = words.gettext
        values: dict[str, Value] = {
            "child": student.name,
            "siblings": self._siblings(household, slot, words),
            "class": room.title,
            "school": room.school,
            "teacher": room.teacher,
            "contact": room.contact,
            "conference": conference.title,
            "caller": ", ".join(filter(None, (room.teacher, room.school or room.title))),
            **self._when(conference, slot, words),
            "agenda": tuple(self._agenda(conference, words)),
            "your_part": tuple(map(_, ours.YOUR_PART)),
            "questions": conference.questions or tuple(map(_, ours.QUESTIONS)),
            "private_time": _(_PRIVATE[conference.private_time]),
            "privacy": _(ours.PRIVACY) if household.code else _(ours.PRIVACY_OPEN) if household.link else "",
            "interpreter": _(ours.INTERPRETER) if slot is not None and slot.interpreter else "",
            "return_by": self._due(PlanStep.FAMILY_FORMS, words),
            "thanks": _(ours.THANKS if _came(slot) else ours.THANKS_ALL_THE_SAME),
            "leads": _(ours.LEADS) if self._kind is not LetterKind.THANK_YOU else "",
            "purpose": _(ours.PURPOSES[self._kind]) if self._kind in ours.PURPOSES else "",
        }
        own_way = conference.letters.cannot_come
        values["cannot_come"] = own_way or tuple(map(_, ours.CANNOT_COME))
        after = self._kind is LetterKind.THANK_YOU
        values["asks"] = tuple(map(_, ours.ASKS_AFTER if after else ours.ASKS))
        # Sentences of ours have names in them, too.
        return {name: _filled(value, values) for name, value in values.items()}

    def _when(self, conference: Conference, slot: Slot | None, words: Words) -> dict[str, Value]:
        """Return what is said of the time; without one of the family's own, how to choose one."""
        _ = words.gettext
        if self._kind is LetterKind.THANK_YOU:
            return dict.fromkeys(_TIMES, "")
        days = [words.weekday_and_day(day) for day in days_of(conference)]
        if slot is None or self._kind is LetterKind.FIRST:
            said: dict[str, Value] = dict.fromkeys(_TIMES, "")
            said["days"] = format_list(days, locale=words.locale) if days else ""
            said["length"] = _length(self._minutes(conference, None), words)
            if slot is None:
                said["sign_up"] = conference.letters.sign_up or _(ours.SIGN_UP)
                said["sign_up_by"] = self._due(PlanStep.SIGN_UP, words)
            return said
        return {
            **dict.fromkeys(_TIMES, ""),
            "when": _moment(slot.start, words),
            "day": words.month_and_day(slot.start),
            "time": words.clock(slot.start),
            "where": self._where(conference, slot, words),
            "length": _length(self._minutes(conference, slot), words),
            "was": _moment(slot.was[-1], words) if slot.was else "",
        }

    def _siblings(self, household: Household, slot: Slot | None, words: Words) -> str:
        """Return the children who are at home there, too, each with its time."""
        said = []
        for one in household.siblings:
            other = self._conference.schedule.slot_of(one.slug)
            same_day = slot is not None and other is not None and slot.start.date() == other.start.date()
            time = (
                "" if other is None else words.clock(other.start) if same_day else _moment(other.start, words)
            )
            said.append(f"{one.name} ({time})" if time else one.name)
        return format_list(said, locale=words.locale) if said else ""

    def _minutes(self, conference: Conference, slot: Slot | None) -> int:
        return (slot.minutes if slot else None) or conference.schedule.stay or conference.minutes

    def _where(self, conference: Conference, slot: Slot, words: Words) -> str:
        if slot.attend is Attend.PHONE:
            return words.gettext(ours.BY_PHONE)
        if slot.attend is Attend.VIDEO:
            return words.gettext(ours.BY_VIDEO)
        windows = conference.schedule.windows
        return next((window.place for window in windows if window.start <= slot.start < window.end), "")

    def _due(self, name: PlanStep, words: Words) -> str:
        step = self._steps.get(name.value)
        return words.weekday_and_day(step.until) if step else ""

    def _agenda(self, conference: Conference, words: Words) -> Iterator[str]:
        for step in conference.agenda:
            if self._has(step, conference):
                yield step.title if step.step is Step.OWN else words.gettext(ours.AGENDA[step.step])

    def _has(self, step: AgendaStep, conference: Conference) -> bool:
        """Will there be something in a step, as far as it can be told weeks before?"""
        library = self._library
        match step.step:
            case Step.MEASURES:
                return bool(library.measures)
            case Step.SELF_REPORT_CARD:
                return bool(library.rubrics)
            case Step.SKILLS:
                return bool(library.classroom.targets)
            case Step.LAST_TIME:
                return library.conferences[0].slug != conference.slug
            case Step.PRIVATE_TIME:
                return conference.private_time is PrivateTime.OFFER
            case _:
                return True


_TIMES = ("when", "day", "time", "where", "length", "was", "days", "sign_up", "sign_up_by")
_PRIVATE: Mapping[PrivateTime, str] = {
    PrivateTime.OFFER: ours.PRIVATE_OFFERED,
    PrivateTime.ON_REQUEST: ours.PRIVATE_ON_REQUEST,
    PrivateTime.NONE: ours.PRIVATE_ELSEWHERE,
}


def filled(text: str, values: Mapping[str, Value]) -> str:
    """Return a line of ours with its names filled in."""
    for name, value in values.items():
        if isinstance(value, str):
            text = text.replace(f"{{{name}}}", value)
    return text


def _filled(value: Value, values: Mapping[str, Value]) -> Value:
    """Fill the child's name into a sentence of ours."""
    child = {"child": values["child"]}
    return filled(value, child) if isinstance(value, str) else tuple(filled(one, child) for one in value)


def _came(slot: Slot | None) -> bool:
    return slot is None or slot.status not in (SlotStatus.TEACHER_ONLY, SlotStatus.MISSED)


def _moment(moment: datetime, words: Words) -> str:
    return words.gettext("%(day)s, %(time)s") % {
        "day": words.weekday_and_day(moment),
        "time": words.clock(moment),
    }


def _length(minutes: int, words: Words) -> str:
    said = words.ngettext("About %(number)s minute", "About %(number)s minutes", minutes)
    return said % {"number": words.number(minutes)}
