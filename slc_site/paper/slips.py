"""Slips to reflect on with a pencil (practice S2-1): sentences to finish, the chart to tick, words that help.

There is one for each strand. On its back the child may go on: how it was made, what was learned.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from slc_site.desk.stems import helpers
from slc_site.paper.form_head import hand_of
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet


class Slip(Struct, frozen=True):
    """`slip.html`: what stands on the slip of one strand."""

    strand: str
    """Its title."""
    classroom: str
    hand: str
    """Whose hand the lines are made for: `young` or `older`."""
    well: tuple[str, ...]
    """Beginnings of sentences on what went well."""
    chart: tuple[str, ...]
    """The class's anchor chart; may be empty."""
    better: tuple[str, ...]
    """Beginnings of sentences on what could be better."""
    words: tuple[str, ...]
    """That help to write."""
    steps: tuple[str, ...] = ()
    """Beginnings of sentences on how it was made; below, on what was learned, what it shows of how one learns
    and what is still open. None of them: the slip has no back."""
    learned: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    """The class's own skills, to tick."""
    questions: tuple[str, ...] = ()

    @property
    def has_back(self) -> bool:
        """Is there anything to go on with?"""
        return any((self.steps, self.learned, self.connections, self.skills, self.questions))


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield a slip for each strand of the class, on paper of its own."""
    classroom = job.library.classroom
    for strand in classroom.strands:
        helps = helpers(classroom, strand.tag)
        view = Slip(
            strand=strand.title,
            classroom=classroom.title,
            hand=hand_of(classroom),
            well=helps.stems.did_well,
            chart=helps.chart,
            better=helps.stems.make_better,
            words=helps.words,
            steps=helps.stems.steps,
            learned=helps.learned,
            connections=helps.stems.connections,
            skills=helps.skills,
            questions=helps.stems.questions,
        )
        yield Sheet("slip.html", view, job.language, begins="right")
