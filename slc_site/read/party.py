"""The party of a class: its invitation, its speakers, who is where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from slc_site.model.audience import Audience
from slc_site.model.party import Adoption, Party, ProgrammeItem, Speaker, SpeakerTopic, Spot, TakeHome
from slc_site.problems import Severity
from slc_site.read.disk import same
from slc_site.read.names import Names, one
from slc_site.read.shapes_party import AdoptShape, PartyShape, ProgrammeShape, SpeakerShape, SpotShape
from slc_site.read.sheet import Sheet
from slc_site.read.values import by_value, shown

_TOPICS = by_value(SpeakerTopic)
_TAKE_HOME = by_value(TakeHome)


def party_of(sheet: Sheet[Any], shape: PartyShape, students: Names, pages: Audience) -> Party:
    """Return the party of a conference.

    Args:
        sheet: The conference's file, for reports.
        shape: Its `party`; empty when there is none.
        students: Of the class.
        pages: Who may see the class's own pages: so may they the invitation, unless it says otherwise.
    """
    audience = Audience.TEACHER if sheet.is_lost("party", "access") else shape.access
    take_home = _TAKE_HOME.get(same(shape.take_home))
    return Party(
        audience=pages if audience is None else audience,
        invited=tuple(words for words in shape.invited if words),
        siblings=shape.siblings,
        photos=shape.photos,
        speakers=tuple(_speakers(sheet, shape.speakers, students)),
        programme=tuple(_item(each, students) for each in shape.programme),
        spots=tuple(_spots(sheet, shape.spots, students)),
        adopt=tuple(_adopt(sheet, shape.adopt, students)),
        devices=shape.devices,
        take_home=take_home,
        take_home_words="" if take_home else shape.take_home,
        thanks=shape.thanks,
    )


def report_no_party(sheet: Sheet[Any], kind: str) -> None:
    """Report a `party` in a conference of another kind."""
    sheet.report(
        f"`party` belongs to a conference of the kind `party`; this one is `{kind}`, so it is not used.",
        "party",
        hint="Add `kind: party`, or give the party a folder of its own in conferences/.",
        severity=Severity.WARNING,
        code="no-party",
    )


def _speakers(sheet: Sheet[Any], typed: Iterable[SpeakerShape], students: Names) -> Iterator[Speaker]:
    for place, each in enumerate(typed):
        student = one(sheet, students, each.student, "party", "speakers", place, "student")
        if student is not None:
            topic = _TOPICS.get("-".join(same(each.topic).split()))
            yield Speaker(student, topic, "" if topic else each.topic)


def _item(shape: ProgrammeShape, students: Names) -> ProgrammeItem:
    """Return a line of the programme; whoever in it is no student is somebody in words."""
    found = {typed: students.find(typed) for typed in shape.who if typed}
    return ProgrammeItem(
        title=shape.title,
        at=shape.time,
        minutes=shape.minutes,
        students=tuple(dict.fromkeys(student for student in found.values() if student)),
        who=tuple(typed for typed, student in found.items() if not student),
    )


def _spots(sheet: Sheet[Any], typed: Iterable[SpotShape], students: Names) -> Iterator[Spot]:
    """Yield the spots; a child is in one place, the first."""
    found: dict[str, str] = {}
    for place, each in enumerate(typed):
        student = one(sheet, students, each.student, "party", "spots", place, "student")
        if student is None:
            continue
        if student in found:
            message = f"`{student}` has two spots: {shown(found[student])} and {shown(each.place)}."
            hint = "A child is in one place at a time; I keep the first. Delete one of the two."
            sheet.report(
                message, "party", "spots", place, hint=hint, severity=Severity.WARNING, code="two-spots"
            )
            continue
        found[student] = each.place
        yield Spot(student, each.place)


def _adopt(sheet: Sheet[Any], typed: Iterable[AdoptShape], students: Names) -> Iterator[Adoption]:
    for place, each in enumerate(typed):
        student = one(sheet, students, each.student, "party", "adopt", place, "student")
        if student is not None:
            yield Adoption(each.host, student)
