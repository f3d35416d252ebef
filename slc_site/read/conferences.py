"""Conferences as the class plans them: agenda, picks, questions, schedule."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from slc_site.model.classroom import Classroom
from slc_site.model.conference import (
    AGENDAS,
    STEP_LEADS,
    STOPS,
    AgendaStep,
    Conference,
    ConferenceKind,
    PickRule,
)
from slc_site.model.family_letters import FamilyLetters
from slc_site.problems import Problem
from slc_site.read.classroom import DEFAULT_STRANDS, term_order
from slc_site.read.disk import Folder, same
from slc_site.read.document import Form
from slc_site.read.listing import report_folders, report_twins, unexpected
from slc_site.read.names import Names, one
from slc_site.read.party import party_of, report_no_party
from slc_site.read.planner import planner_of
from slc_site.read.reading import Reader
from slc_site.read.schedule import schedule_of
from slc_site.read.shapes_conference import AgendaShape, ConferenceShape, PickShape
from slc_site.read.shapes_party import PartyShape
from slc_site.read.sheet import Sheet

_FILE = "conference.yml"
_SIGN_UPS = "sign-ups.csv"
"""The families' wishes; `sign_ups` reads them, and only when times are given out."""


def read_conferences(
    content: Folder, classroom: Classroom, strands: Names, students: Names, reader: Reader
) -> tuple[list[Conference], list[str]]:
    """Read the class's conferences; return them in the order of their terms, and the names left out."""
    folder = content.enter("conferences", reader.reporter)
    for name in folder.files:
        unexpected(folder.label, name, (), reader.reporter, is_folder=False)
    conferences: dict[str, Conference] = {}
    left_out: list[str] = []
    for name in folder.folders:
        twin = conferences.get(same(name))
        if twin is not None:
            report_twins(twin.origin.file, f"{folder.label}/{name}", "conference", reader.reporter)
            continue
        sheet = _sheet(folder.enter(name, reader.reporter), reader)
        if sheet is None:
            left_out.append(name)
        else:
            conferences[same(name)] = _conference(name, sheet, classroom, strands, students)
    order = term_order(classroom)
    last = len(order)
    in_order = sorted(conferences.values(), key=lambda each: (order.get(each.term or "", last), each.slug))
    return in_order, left_out


def _sheet(folder: Folder, reader: Reader) -> Sheet[ConferenceShape] | None:
    report_folders(folder, reader.reporter)
    for name in folder.files:
        if name not in (_FILE, _SIGN_UPS):
            unexpected(folder.label, name, (_FILE, _SIGN_UPS), reader.reporter, is_folder=False)
    file = folder.files.get(_FILE)
    if file is None:
        message = f"There is no {_FILE} in `{folder.name}`, so this conference is left out."
        hint = f"Write a line like `title: Fall student-led conferences` into {folder.label}/{_FILE}."
        reader.reporter.report(Problem(message, folder.label, hint=hint, code="no-conference"))
        return None
    return reader.sheet(file, Form.FIELDS, ConferenceShape)


def _conference(
    slug: str, sheet: Sheet[ConferenceShape], classroom: Classroom, strands: Names, students: Names
) -> Conference:
    shape = sheet.shape
    terms = Names("term", [term.id for term in classroom.terms])
    party = None
    if shape.kind is ConferenceKind.PARTY:
        party = party_of(sheet, shape.party or PartyShape(), students, classroom.access.pages)
    elif shape.party is not None and not sheet.is_lost("kind"):
        report_no_party(sheet, shape.kind.value)
    return Conference(
        slug=slug,
        title=shape.title,
        origin=sheet.origin,
        term=one(sheet, terms, shape.term, "term"),
        kind=shape.kind,
        agenda=_agenda(shape.agenda) or AGENDAS[shape.kind],
        minutes=shape.minutes,
        mode=shape.mode,
        marks=shape.marks,
        private_time=shape.private_time,
        picks=_picks(sheet, shape.pick, strands) or _default_picks(classroom),
        questions=tuple(question for question in shape.questions if question),
        schedule=schedule_of(sheet, shape.schedule, students),
        party=party,
        planner=planner_of(sheet, shape.planner),
        letters=FamilyLetters(shape.letters.sign_up, tuple(filter(None, shape.letters.cannot_come))),
    )


def _agenda(steps: Iterable[AgendaShape]) -> tuple[AgendaStep, ...]:
    return tuple(
        AgendaStep(
            each.step,
            each.lead or STEP_LEADS[each.step],
            each.title,
            each.minutes,
            each.prompt,
            each.step in STOPS if each.stop is None else each.stop,
            each.place,
            each.audience,
        )
        for each in steps
    )


def _picks(sheet: Sheet[ConferenceShape], typed: Iterable[PickShape], strands: Names) -> tuple[PickRule, ...]:
    """Return the slots; two that have one name are one slot for more pieces."""
    rules: dict[str, PickRule] = {}
    for place, pick in enumerate(typed):
        if pick.strand:
            strand = one(sheet, strands, pick.strand, "pick", place, "strand")
            if strand is None:
                continue
            rule = PickRule(strand=strand)
        else:
            rule = PickRule(tags=pick.tags, count=pick.any_count or 1)
        known = rules.get(rule.name)
        rules[rule.name] = replace(known, count=known.count + rule.count) if known else rule
    return tuple(rules.values())


def _default_picks(classroom: Classroom) -> tuple[PickRule, ...]:
    """Return one slot for each of the three strands that the class has, else three for anything."""
    tags = {strand.tag for strand in DEFAULT_STRANDS}
    rules = tuple(PickRule(strand=strand.tag) for strand in classroom.strands if strand.tag in tags)
    return rules or (PickRule(count=len(tags)),)
