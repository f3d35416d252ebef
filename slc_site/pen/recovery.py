"""What was typed last into each box, as the journal has it: to be held against the files after a crash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from slc_site.pen.journal import TYPED, WRITTEN, Record


@dataclass(frozen=True, slots=True)
class Found:
    """Words that do not stand where they were typed."""

    student: str
    box: str
    value: str
    """What was typed."""
    theirs: str | None
    """What stands there instead; None when the file is gone or cannot be read."""
    put_in: bool = False
    """Was it put in just now?"""


@dataclass(frozen=True, slots=True)
class LastWords:
    """What somebody typed into a box last, as far as it was not refused."""

    typed: Record
    is_told: bool
    """Was who typed it told that it is written?"""
    stamp: int
    """The file's own time after the last thing that was written for this box; 0: nothing ever was."""
    before: frozenset[str]
    """All that ever stood in the box."""

    def may_go_in(self, theirs: str, stamp: int | None) -> bool:
        """Was it a crash that took the words, so that they go in again without asking anybody?

        Args:
            theirs: What stands in the box.
            stamp: The file's own time; None when there is no file.
        """
        if not self.is_told and theirs == self.typed.base:
            return stamp is not None or not self.typed.base
        # Older than what was written: the disk lost it, or somebody brought the file back from before.
        return stamp is not None and stamp <= self.stamp and theirs in self.before


def last_words(records: Iterable[Record]) -> list[LastWords]:
    """Return the last words of each box, in the order in which they were typed."""
    came_of: dict[str, Record] = {}
    typed: list[Record] = []
    for record in records:
        if record.what == TYPED:
            typed.append(record)
        else:
            came_of[record.id] = record
    found: dict[tuple[str, str], LastWords] = {}
    for record in typed:
        outcome = came_of.get(record.id)
        if outcome is not None and outcome.what != WRITTEN:
            continue  # refused, or two wrote different things: nobody was told that it is there
        box = record.student, record.box
        earlier = found.pop(box, None)
        found[box] = LastWords(
            record,
            outcome is not None,
            outcome.stamp if outcome else earlier.stamp if earlier else 0,
            (earlier.before if earlier else frozenset()) | {record.base, record.value},
        )
    return list(found.values())


def told(last: LastWords, theirs: str | None) -> Found:
    """Return what is said of words that do not stand in their place."""
    return Found(last.typed.student, last.typed.box, last.typed.value, theirs)


def put_in(found: Found) -> Found:
    """Return what is said once they do."""
    return replace(found, put_in=True)
