"""Everything that was typed, one line each, on disk before any file is touched.

The journal is for the program, which finds out from it what a pulled plug has taken, and for a teacher who
looks for a sentence that is gone: it is text, and never shortened.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from slc_site.pen import atomic
from slc_site.pen.locks import held

TYPED, WRITTEN, CLASH, REFUSED = "typed", "written", "clash", "refused"


@dataclass(frozen=True, slots=True)
class Record:
    """One line."""

    what: str
    """`typed`, or what came of that: `written`, `clash` or `refused`."""
    id: str
    """Ties what came of it to what was typed."""
    at: str = ""
    """Local time of the class."""
    student: str = ""
    box: str = ""
    value: str = ""
    base: str = ""
    """What who typed it saw there before."""
    who: str = ""
    stamp: int = 0
    """Of what was written: the file's own time afterwards, in nanoseconds."""
    told: str = ""
    """Of a clash, what stood in the file; of a refusal, why."""


class Journal:
    """The journal of one conference, which several processes may write at once."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the conference's own among the program's notes; it is made when it is needed."""
        self.file = folder / "journal.jsonl"
        self._lock = folder / "journal.lock"

    def typed(self, at: datetime, student: str, box: str, value: str, base: str, who: str) -> str:
        """Put down what was typed, on disk before this returns; return its id.

        Raises:
            OSError: the disk says no; the journal is as it was.
            BusyError: another process holds the journal, and holds it long.
        """
        known = os.urandom(8).hex()
        when = at.isoformat(timespec="milliseconds")
        self._add(Record(TYPED, known, when, student, box, value, base, who), last=True)
        return known

    def came_of(self, known: str, what: str, *, stamp: int = 0, told: str = "") -> None:
        """Put down what came of it. The disk may take its time: without this line it is looked up again.

        Raises:
            OSError: as for `typed`. The same holds for BusyError.
        """
        self._add(Record(what, known, stamp=stamp, told=told), last=False)

    def records(self) -> Iterator[Record]:
        """Yield every line that is whole, the oldest first.

        Raises:
            OSError: it cannot be read.
        """
        try:
            lines = self.file.read_bytes().splitlines()
        except FileNotFoundError:
            return
        for line in lines:
            try:
                yield Record(**json.loads(line))
            except (ValueError, TypeError):  # the plug was pulled in the middle of it
                continue

    def _add(self, record: Record, *, last: bool) -> None:
        said = {key: value for key, value in asdict(record).items() if value != ""}
        line = json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"
        atomic.make_private(self.file.parent)
        with held(self._lock):
            atomic.append(self.file, line.encode("utf-8", "replace"), settled=last)
