"""The pen: one box at a time from the page into the child's own file, so that nothing that was told is lost.

In this order: what was typed goes into the journal and is on the disk; what was in the file before is kept
once a day; the new file is made beside the old one and put in its place. Only then is it said to be written.

Each child has one lock, for all of the child's files: a new goal is written into two of them, and children do
not wait for each other. Editors know no locks. So each file is read again every time, a value is put in only
where the box still shows what the writer saw, and a file that was changed in the last moment is begun anew.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from slc_site.model.conference import Conference
from slc_site.model.library import Library
from slc_site.model.post import PostStatus
from slc_site.pen import atomic
from slc_site.pen.binder import Binder
from slc_site.pen.boxes import Box, boxes
from slc_site.pen.editing import UnwritableError
from slc_site.pen.journal import CLASH, REFUSED, TYPED, WRITTEN, Journal
from slc_site.pen.locks import BusyError, held
from slc_site.pen.outcome import Clash, Outcome, RefusalError, Refused, Written
from slc_site.pen.places import Child
from slc_site.pen.recovery import Found, LastWords, last_words, put_in, told
from slc_site.pen.typed import parsed, shown

MayWrite = Callable[[str, Box], bool]
"""May this child's box be written in now?"""
BoxesOf = Callable[[Conference, Iterable[str], int], Iterable[Box]]
"""Which boxes there are; see `boxes.boxes`."""

_TRIES = 5
"""How often a file is begun anew that somebody else writes at the same time."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


class Pen:
    """Writes what is typed during one conference. Any number of threads and processes may have one each."""

    def __init__(
        self,
        root: Path,
        conference: str,
        library: Callable[[], Library],
        *,
        clock: Callable[[], datetime],
        may_write: MayWrite = lambda student, box: True,
        boxes_of: BoxesOf = boxes,
        notes: Path | None = None,
    ) -> None:
        """Take what is known of the class.

        Args:
            root: The folder that holds `content/` and `.slc/`.
            conference: Slug of the conference.
            library: Returns the class as it was read last: who is in it, which pieces can be picked.
            clock: Returns the local time of the class.
            may_write: Asked for each box before it is written.
            boxes_of: Says which boxes there are; without it, those of the pages of a conference.
            notes: The folder for the journal and for what was in the files before, below `.slc/conference`.
                Without it, the conference's own; other boxes need another, as `recover` knows only its own.
        """
        self._content = root / "content"
        places = root / ".slc" / "conference"
        self._notes = notes or places / conference
        self._locks = places / ".locks"  # a goal can be written in two conferences
        self._boxes_of = boxes_of
        self._conference = conference
        self._library = library
        self._clock = clock
        self._may_write = may_write
        self._journal = Journal(self._notes)

    def read(self, student: str) -> Mapping[str, str] | Refused:
        """Return every box of a student by its name, with what stands in it; empty where nothing does."""
        try:
            binder = self._binder(student)
            return {box.name: binder.value(box) for box in self._boxes(binder)}
        except RefusalError as error:
            return error.refused
        except UnwritableError as error:
            return Refused("unwritable", problem=error.problem)
        except OSError as error:
            return _disk(error)

    def write(self, student: str, box: str, value: str, base: str, who: str) -> Outcome:
        """Put what was typed into a box.

        Args:
            student: Slug of the student.
            box: Name of the box.
            value: All that stands in it now, as it was typed.
            base: What `read` or `Written` said that stood there before.
            who: The one open page that this comes from, as no other page is called: whoever did not hear that
                something was written, and goes on typing, does not clash with their own words.
        """
        try:
            one = self._box(self._binder(student), box)
            text = parsed(one, value)
            if not self._may_write(student, one):
                return Refused("not-now")
            with self._held(student):
                known = self._journal.typed(self._clock(), student, box, text, base, who)
                outcome, stamp = self._put(student, one, text, shown(one, base), who)
                self._say(known, outcome, stamp)
                return outcome
        except RefusalError as error:
            return error.refused
        except UnwritableError as error:
            return Refused("unwritable", problem=error.problem)
        except BusyError:
            return Refused("busy")
        except OSError as error:
            return _disk(error)

    def recover(self) -> tuple[Found, ...]:
        """Hold the files against the journal, as is to be done at each start; put in what a crash has taken.

        What was typed last is put in where the box still shows what stood there before: always when nobody
        was told that it is written, and else when nobody has written the file since. Then the plug was
        pulled, or the file was brought back from before. All else that differs is only said, because the
        teacher may have meant it; `put_back` puts it in.

        Raises:
            OSError: the journal cannot be read.
            BusyError: somebody holds a child's lock for long.
        """
        found: list[Found] = []
        stamps: dict[Path, int | None] = {}
        if any(each.slug == self._conference for each in self._library().conferences):
            for last in last_words(self._journal.records()):
                with self._held(last.typed.student):
                    found += self._recovered(last, stamps)
        return tuple(found)

    def put_back(self, found: Found, who: str) -> Outcome:
        """Put in what `recover` has found missing, over what stands there now."""
        return self.write(found.student, found.box, found.value, found.theirs or "", who)

    # -- one box --------------------------------------------------------------------------------------

    def _put(self, student: str, box: Box, value: str, base: str, who: str) -> tuple[Outcome, int]:
        """Write one value that is in the journal; return what came of it, and the file's own time."""
        try:
            for _ in range(_TRIES):
                with suppress(atomic.ChangedError):
                    return self._once(self._binder(student), box, value, base, who)
        except RefusalError as error:
            return error.refused, 0
        except UnwritableError as error:
            return Refused("unwritable", problem=error.problem), 0
        except OSError as error:
            return _disk(error), 0
        return Refused("busy"), 0

    def _once(self, binder: Binder, box: Box, value: str, base: str, who: str) -> tuple[Outcome, int]:
        present = binder.value(box)
        if present == value:
            return Written(value), binder.settle(box)
        if present != base and not self._is_own(binder.student, box.name, present, base, who):
            if base and binder.stamp(box) is None:
                raise RefusalError("gone")
            return Clash(value, present), 0
        self._check(binder, box, value)
        return Written(value), binder.put(box, value)

    def _check(self, binder: Binder, box: Box, value: str) -> None:
        """Raise RefusalError when a value does not go with what stands in other boxes, or in the class."""
        name, code = box.needs
        if value and name and not binder.value(self._box(binder, name)):
            raise RefusalError(code)
        if not value and box.is_needed:
            raise RefusalError("title-stays")
        if not value and any(binder.value(self._box(binder, other)) for other in box.needed_by):
            raise RefusalError("notes-first")
        if value and box.path[:1] == ("picks",) and box.path[-1] == "post":
            own = self._library().posts_of(binder.student)
            if not any(post.slug == value and post.status is PostStatus.PUBLISHED for post in own):
                raise RefusalError("no-such-post")

    def _is_own(self, student: str, box: str, present: str, base: str, who: str) -> bool:
        """Did this very page write what stands there, from the same base, and never heard of it?"""
        return any(
            (record.what, record.student, record.box, record.value) == (TYPED, student, box, present)
            and (record.base, record.who) == (base, who)
            for record in self._journal.records()
        )

    def _say(self, known: str, outcome: Outcome, stamp: int) -> None:
        """Put down what came of it. If the disk will not even take that, the files tell it."""
        with suppress(OSError, BusyError):
            if isinstance(outcome, Written):
                self._journal.came_of(known, WRITTEN, stamp=stamp)
            elif isinstance(outcome, Clash):
                self._journal.came_of(known, CLASH, told=outcome.theirs)
            else:
                self._journal.came_of(known, REFUSED, told=outcome.code)

    # -- after a crash --------------------------------------------------------------------------------

    def _recovered(self, last: LastWords, stamps: dict[Path, int | None]) -> Iterator[Found]:
        """Yield what is to be said of the last words in one box; nothing when they stand there.

        `stamps` are the times that the files had before we began to put things in.
        """
        typed = last.typed
        try:
            binder = self._binder(typed.student)
            box = self._box(binder, typed.box)
            binder.forget_half_written()
            stamp = stamps.setdefault(binder.file(box), binder.stamp(box))
            theirs = binder.value(box)
        except (RefusalError, UnwritableError, OSError):
            yield told(last, None)
            return
        if theirs == typed.value:
            return
        if not last.may_go_in(theirs, stamp):
            yield told(last, theirs)
            return
        outcome, written = self._put(typed.student, box, typed.value, theirs, typed.who)
        self._say(typed.id, outcome, written)
        yield put_in(told(last, theirs)) if isinstance(outcome, Written) else told(last, theirs)

    # -- who and what ---------------------------------------------------------------------------------

    def _binder(self, student: str) -> Binder:
        library = self._library()
        if student not in library.student:
            raise RefusalError("no-such-student")
        return Binder(
            Child(self._content, student),
            student,
            self._its(library),
            library,
            self._clock().date(),
            before=self._notes / "before",
        )

    def _its(self, library: Library) -> Conference:
        found = next((each for each in library.conferences if each.slug == self._conference), None)
        if found is None:
            raise RefusalError("no-such-conference")
        return found

    def _boxes(self, binder: Binder) -> tuple[Box, ...]:
        return tuple(self._boxes_of(self._its(self._library()), binder.goals(), len(binder.new_goals())))

    def _box(self, binder: Binder, name: str) -> Box:
        found = next((box for box in self._boxes(binder) if box.name == name), None)
        if found is None:
            raise RefusalError("no-such-goal" if name.startswith("goal/") else "no-such-box")
        return found

    @contextmanager
    def _held(self, student: str) -> Iterator[None]:
        """Hold the lock of a child that is in the class."""
        atomic.make_private(self._locks)
        with held(self._locks / f"{student}.lock"):
            yield


def _disk(error: OSError) -> Refused:
    if error.errno in _FULL:
        return Refused("disk-full")
    return Refused("read-only" if error.errno in _FORBIDDEN else "disk-fault")
