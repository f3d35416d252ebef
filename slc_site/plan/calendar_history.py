"""What calendars were handed out: so that the next ones are updates of the same entries, and not new ones.

Calendar programs know an entry by its `UID`, believe the one with the highest `SEQUENCE`, and of these the
one with the latest stamp (RFC 5546). The `UID` is made with a key of the class: it stays the same for the
same child and conference, and tells neither.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, astuple, dataclass, field, replace
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

from slc_site.plan.calendar_entries import Entry

FORMAT = 1
_KEY = 32
"""In bytes."""


class HistoryError(Exception):
    """What was kept cannot be used; its one argument says why, in a few words."""


class Change(Enum):
    """What became of an entry since it was handed out before."""

    NEW = "new"
    MOVED = "moved"
    """Another time, another place, or the family has said yes."""
    CHANGED = "changed"
    """Only other words."""
    SAME = "same"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Known:
    """An entry as it was handed out last."""

    conference: str
    whose: str
    what: str
    student: str
    sequence: int
    stamp: str
    """When it became what it is: UTC, as ISO writes it."""
    start: str
    """The local time, or the day, as ISO writes it."""
    minutes: int | None
    title: str
    place: str
    is_tentative: bool
    is_cancelled: bool
    digest: str
    """Of all of its words."""

    @property
    def began(self) -> datetime | date:
        """When it was to be."""
        if self.minutes is None:
            return date.fromisoformat(self.start)
        return datetime.fromisoformat(self.start)


@dataclass(frozen=True, slots=True)
class Issued:
    """An entry as it is handed out now."""

    entry: Entry
    uid: str
    sequence: int
    stamp: datetime
    change: Change
    before: datetime | date | None = None
    """Of one that was moved: when it was to be."""

    @property
    def is_cancelled(self) -> bool:
        """Is it only there to be taken out?"""
        return self.change is Change.CANCELLED


@dataclass(frozen=True, slots=True)
class History:
    """All that was handed out, by `UID`."""

    key: bytes = field(repr=False)
    entries: Mapping[str, Known] = field(default_factory=dict)

    @classmethod
    def new(cls) -> History:
        """Return the history of a class that has handed out nothing yet."""
        return cls(secrets.token_bytes(_KEY))

    def uid(self, *parts: str) -> str:
        """Return the name of an entry, which tells nothing of what it is made from."""
        digest = hmac.digest(self.key, "\0".join(parts).encode("utf-8", "surrogatepass"), sha256)
        return str(uuid.UUID(bytes=digest[:16], version=5))

    def following(
        self, conference: str, entries: Iterable[Entry], now: datetime
    ) -> tuple[History, tuple[Issued, ...]]:
        """Return what is handed out now, and the history with it.

        What was handed out for this conference before and is not there any more comes back, cancelled. Of
        what is as it was, sequence and stamp stay: the same entries give the same calendars.
        """
        issued = {}
        for entry in entries:
            uid = self.uid(entry.whose, conference, entry.what)
            issued[uid] = _issued(entry, uid, self.entries.get(uid), now)
        for uid, known in self.entries.items():
            if known.conference == conference and uid not in issued:
                issued[uid] = _cancelled(known, uid, now)
        kept = {uid: _known(conference, one) for uid, one in issued.items()}
        return replace(self, entries={**self.entries, **kept}), tuple(issued.values())

    # -- as a file ------------------------------------------------------------------------------------

    def encoded(self) -> bytes:
        """Return it as JSON: the same for the same history."""
        said = {
            "format": FORMAT,
            "key": base64.b64encode(self.key).decode(),
            "entries": {uid: asdict(known) for uid, known in self.entries.items()},
        }
        return json.dumps(said, indent=1, sort_keys=True).encode("ascii")

    @classmethod
    def decoded(cls, data: bytes) -> History:
        """Return the history that `encoded` made these bytes of.

        Raises:
            HistoryError: it is damaged, or of another version of the program.
        """
        try:
            said = json.loads(data)
            if said["format"] != FORMAT:
                raise HistoryError("another version of slc has written it")
            key = base64.b64decode(said["key"], validate=True)
            entries = {uuid_of(uid): _checked(known) for uid, known in said["entries"].items()}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise HistoryError("it is damaged") from error
        if len(key) != _KEY:
            raise HistoryError("it is damaged")
        return cls(key, entries)


def uuid_of(text: str) -> str:
    """Return a `UID` of ours.

    Raises:
        ValueError: it is none.
    """
    return str(uuid.UUID(text))


def _checked(said: Mapping[str, Any]) -> Known:
    known = Known(**said)
    datetime.fromisoformat(known.stamp)
    is_whole = all(isinstance(number, int) for number in (known.sequence, known.minutes or 0))
    if not is_whole or not isinstance(known.began, date):
        raise ValueError("no entry")
    return known


def _issued(entry: Entry, uid: str, known: Known | None, now: datetime) -> Issued:
    if known is None:
        return Issued(entry, uid, entry.moves, now, Change.NEW)
    stands = (entry.start.isoformat(), entry.minutes, entry.place, entry.is_tentative)
    stood = (known.start, known.minutes, known.place, known.is_tentative)
    if known.is_cancelled:
        return Issued(entry, uid, max(known.sequence + 1, entry.moves), now, Change.NEW)
    if stands != stood:
        sequence = max(known.sequence + 1, entry.moves)
        return Issued(entry, uid, sequence, now, Change.MOVED, known.began)
    stamp = datetime.fromisoformat(known.stamp)
    if _digest(entry) != known.digest:
        return Issued(entry, uid, known.sequence, max(now, stamp), Change.CHANGED)
    return Issued(entry, uid, known.sequence, stamp, Change.SAME)


def _cancelled(known: Known, uid: str, now: datetime) -> Issued:
    entry = Entry(
        known.whose,
        known.what,
        known.began,
        known.minutes,
        known.title,
        place=known.place,
        student=known.student,
        is_tentative=known.is_tentative,
    )
    if known.is_cancelled:
        return Issued(entry, uid, known.sequence, datetime.fromisoformat(known.stamp), Change.CANCELLED)
    return Issued(entry, uid, known.sequence + 1, now, Change.CANCELLED)


def _known(conference: str, issued: Issued) -> Known:
    entry = issued.entry
    return Known(
        conference,
        entry.whose,
        entry.what,
        entry.student,
        issued.sequence,
        issued.stamp.astimezone(UTC).isoformat(timespec="seconds"),
        entry.start.isoformat(),
        entry.minutes,
        entry.title,
        entry.place,
        entry.is_tentative,
        issued.is_cancelled,
        _digest(entry),
    )


def _digest(entry: Entry) -> str:
    return sha256(json.dumps(list(_plain(astuple(entry)))).encode("ascii")).hexdigest()


def _plain(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        yield list(_plain(value)) if isinstance(value, tuple) else str(value)
