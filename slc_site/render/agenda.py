"""Which steps one conference has, and in which order: what has nothing to show is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from slc_site.model.conference import STEP_LEADS, WITH_TEACHER, AgendaStep, Conference, Mode, Step
from slc_site.model.student_conference import Company, StudentConference, Topic
from slc_site.render.views import AgendaView, TopicView

_NOT_WITH: Mapping[Company, frozenset[Step]] = {
    Company.FAMILY: frozenset(),
    Company.TEACHER: frozenset({Step.PARENT_SHARE, Step.PRIVATE_TIME}),
    Company.GUESTS: frozenset(
        {Step.MEASURES, Step.SELF_REPORT_CARD, Step.PARENT_SHARE, Step.PRIVATE_TIME, Step.LAST_TIME}
    ),
}
"""What does not happen with whom (practice S0-30, S2-26)."""


_ENDS = frozenset({Step.THANKS, Step.PRIVATE_TIME})
_SHARE = AgendaStep(Step.PARENT_SHARE, STEP_LEADS[Step.PARENT_SHARE])
"""Where a topic goes that has no other place, though the class has not planned it (practice S1-27)."""


def agenda(
    conference: Conference, one: StudentConference, has: Mapping[Step, bool], subjects: Mapping[str, str]
) -> tuple[AgendaView, ...]:
    """Return the steps as they will follow one another.

    `has` says of steps whether there is anything to show in them; one that it does not name always has.
    Where the conference is split, what child and family do alone comes first. What the family wants to
    talk about stands in the step that it is about; `subjects`, titles by id, are talked about with the card.
    """
    steps = [
        step
        for step in conference.agenda
        if has.get(step.step, True) and step.step not in _NOT_WITH[one.company]
    ]
    topics = _by_step(one.topics, {step.step for step in steps}, subjects)
    if topics[Step.PARENT_SHARE] and not any(step.step is Step.PARENT_SHARE for step in steps):
        end = next((n for n, step in enumerate(steps) if step.step in _ENDS), len(steps))
        steps.insert(end, _SHARE)
    return tuple(
        AgendaView(
            number=number,
            step=step.step.value,
            title=step.title,
            lead=step.lead.value,
            minutes=step.minutes,
            prompt=step.prompt,
            card=one.cards.get(step.step, "") if step.step is not Step.OWN else "",
            stop=step.stop,
            place=step.place,
            topics=tuple(topics[step.step]),
            half=half,
        )
        for number, (half, step) in enumerate(_in_halves(conference.mode, steps), 1)
    )


def _by_step(
    topics: Iterable[Topic], steps: Collection[Step], subjects: Mapping[str, str]
) -> defaultdict[Step, list[TopicView]]:
    found: defaultdict[Step, list[TopicView]] = defaultdict(list)
    named = {step.value: step for step in steps}
    for topic in topics:
        title = subjects.get(topic.about, "")
        step = named.get(topic.about)
        if step is None and title and Step.SELF_REPORT_CARD in steps:
            step = Step.SELF_REPORT_CARD
        found[step or Step.PARENT_SHARE].append(TopicView(title, topic.text))
    return found


def _in_halves(mode: Mode, steps: Iterable[AgendaStep]) -> Iterator[tuple[str, AgendaStep]]:
    """Yield (`alone`, `teacher` or an empty text, step); thanks stay at the end."""
    steps = list(steps)
    if mode not in (Mode.SPLIT, Mode.DUAL):
        yield from (("", step) for step in steps)
        return
    ends = [step for step in steps if step.step in _ENDS]
    first = [step for step in steps if step.step not in WITH_TEACHER and step not in ends]
    second = [step for step in steps if step.step in WITH_TEACHER and step not in ends]
    yield from (("alone", step) for step in first)
    yield from (("teacher", step) for step in (*second, *ends))
