"""Publishes a folder: reads the list of our files there, plans, and carries out what was planned.

```
read the list ─as we left it, and looked at lately→ nothing else is asked
      │ else: look at all that stands there
      └→ plan ─yes→ lock ─→ promise ─→ send ─→ look ─→ delete ─→ the list as it is now ─→ unlock
```

A promise is a list that says what is unsure from now on. Whatever is cut off, and when: each file there is
whole, the list names all that is ours, and what it calls unsure is sent again, but for what the journal of
this computer knows to have arrived.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from slc_site.publish import manifest
from slc_site.publish.carry import Carrier, Failure, Progress, Silent
from slc_site.publish.host import Host, HostError, RefusedError
from slc_site.publish.journal import Journal
from slc_site.publish.lines import Lines
from slc_site.publish.local import File, finished
from slc_site.publish.lock import BusyError, RemoteLock
from slc_site.publish.manifest import ManifestError, Marker
from slc_site.publish.order import removing, sending
from slc_site.publish.outcome import Outcome, outcome_of
from slc_site.publish.plan import SAMPLE, Known, Look, Plan, fold, plan
from slc_site.publish.state import PlaceState, Seen, State
from slc_site.publish.targets import Kind

DAY = 86_400.0
"""Seconds for which a look at all that stands there is good."""


class Publisher:
    """One folder, one place. Nobody else on this computer publishes the same class meanwhile."""

    def __init__(
        self,
        folder: Path,
        open_line: Callable[[], Host],
        kind: Kind,
        state: State,
        place: PlaceState,
        *,
        progress: Progress | None = None,
        now: Callable[[], float] = time.time,
        pause: Callable[[float], object] | None = None,
    ) -> None:
        """Get ready; nothing is reached yet.

        Args:
            folder: What is to stand there.
            open_line: Opens one line.
            kind: What is known of places of this kind.
            state: What is kept of all places.
            place: What is kept of this one.
            progress: Is told how far it has come.
            now: Tells the time, in seconds since 1970.
            pause: Waits, in seconds, before a line that broke is tried anew.
        """
        self._folder = folder
        self._kind = kind
        self._state = state
        self._place = place
        self._progress = progress or Silent()
        self._now = now
        # One line more than there are carriers, for whoever keeps the lock meanwhile.
        # What waits for `settle` is lost with its line: then nothing is tried again.
        tries = {"tries": 0} if kind.at_once else {}
        self._lines = Lines(open_line, kind.lines + (0 if kind.at_once else 1), pause, **tries)
        self._journal = Journal(place.journal)
        self._files: Mapping[str, File] = {}
        self._marker = Marker(b"")
        self._seen = Seen()
        self._listed: bytes | None = None
        self._looked = 0.0

    def __enter__(self) -> Publisher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._journal.close()
        self._lines.close()

    # -- plan -----------------------------------------------------------------------------------------

    def plan(self, *, look: bool = False) -> Plan:
        """Return what is to be done; nothing is changed anywhere.

        `look`: all that stands there is looked at, even if that was done lately.

        Raises:
            HostError: the folder cannot be read, or the host be asked.
        """
        self._files = finished(self._folder, self._state.hashes)
        if not self._files:
            raise RefusedError(f"There is nothing in {self._folder.name}.", "Build first: slc build")
        self._marker = Marker(self._state.key())
        self._seen = self._place.seen()
        self._listed = self._read_list()
        known = self._known()
        there = None
        is_lately = 0 <= self._now() - self._seen.looked < DAY
        if look or not is_lately or not self._listed or _digest(self._listed) != self._seen.manifest:
            self._progress.begin("Looking at what stands there", 0, 0)
            there = self._lines.do(lambda host: host.names())
            self._looked = self._now()
        else:
            self._looked = self._seen.looked
        made = plan(
            self._files, self._marker, known, there, self._is_whole, self._listed != self._final_list()
        )
        if made.is_nothing and there is not None:
            self._keep(made)
        return made

    def _known(self) -> Known:
        """Return what is known of the place, as its list and our own memory say."""
        marks: dict[str, str] = {}
        key_is_other = False
        try:
            if self._listed is not None:
                marks = self._marker.read(self._listed)
        except ManifestError:
            key_is_other = not self._seen.manifest
        if not marks:  # it is lost or damaged; but we remember what we put there
            marks = {self._marker.name(name): manifest.UNSURE for name in self._seen.names}
        arrived = self._journal.arrived(_digest(self._listed)) if self._listed else {}
        return Known(marks, arrived, self._seen.names, self._seen.foreign, key_is_other)

    def _is_whole(self, name: str) -> bool:
        there = self._lines.do(lambda host: host.read(name))
        return there is not None and hashlib.sha256(there).digest() == self._files[name].digest

    # -- carry out ------------------------------------------------------------------------------------

    def carry_out(self, made: Plan) -> Outcome:
        """Do what was planned by the last `plan`; return what became of it, whatever went wrong.

        Raises:
            BusyError: somebody else is publishing there, or has just now; nothing was done.
            HostError: the host cannot be asked; nothing was done.
        """
        lock = RemoteLock(self._lines, self._place, self._now)
        lock.take()
        carrier = Carrier(
            self._lines,
            self._kind.lines,
            self._progress,
            (lambda: None) if self._kind.at_once else lock.renew,
            self._journal.has_arrived,
        )
        error: HostError | None = None
        is_complete = was_stopped = False
        try:
            if self._read_list() != self._listed:
                raise BusyError("Somebody else has published there just now.", "Publish again.")
            is_complete = self._carried(made, carrier)
        except BusyError:
            if not carrier.tally.sent:
                raise
            error = BusyError(
                "Somebody else has begun to publish there.", "Publish again when they are done."
            )
        except HostError as problem:
            error = problem
        except KeyboardInterrupt:
            was_stopped = True
        finally:
            self._journal.close()
            self._lines.go_on()
            with suppress(HostError):
                lock.leave()
        return outcome_of(made, carrier.tally, error, is_complete=is_complete, was_stopped=was_stopped)

    def _carried(self, made: Plan, carrier: Carrier) -> bool:
        """Carry out a plan; return whether all of it is done.

        Raises:
            HostError: it ended before its time.
        """
        if made.on_the_way:
            self._progress.begin("Tidying up", len(made.on_the_way), 0)
            carrier.remove([made.on_the_way])
            carrier.forget()  # what is left of them does no harm
        if made.sent and not self._kind.at_once:
            self._promise(made)
        self._progress.begin("Sending", len(made.sent), made.size)
        if not carrier.send(sending(made.sent, {*made.changed, *made.in_the_way}), self._files):
            return False
        there = None
        if made.looked and made.sent and not self._kind.at_once:
            self._progress.begin("Looking at what has arrived", 0, 0)
            there = self._lines.do(lambda host: host.names())
            if not self._all_whole(made, there, carrier):
                return False
        removed, other_capitals = self._sorted_out(made.removed, there)
        if removed:
            self._progress.begin("Deleting", len(removed), 0)
            if not carrier.remove(removing(removed)):
                return False
        if other_capitals:
            # It would stand there under its old name for ever, and nobody would know it again as ours.
            is_gone = carrier.remove([other_capitals])
            if not is_gone or not carrier.send([other_capitals.values()], self._files):
                return False
        carrier.meanwhile()
        final = self._final_list()
        self._lines.do(lambda host: host.put(manifest.NAME, final))
        self._lines.do(lambda host: host.settle())
        self._listed = final
        self._keep(made)
        self._journal.finish()
        return True

    def _promise(self, made: Plan) -> None:
        """Say in the list there what is ours from now on, and what of it nobody can be sure of."""
        same = self._marker.of((name, self._files[name].digest) for name in made.same)
        unsure = {self._marker.name(name): manifest.UNSURE for name in made.sent + made.removed}
        promised = self._marker.listed({**same, **unsure})
        self._journal.prepare(_digest(promised))
        self._lines.do(lambda host: host.put(manifest.NAME, promised))
        self._journal.begin()

    def _all_whole(self, made: Plan, there: Mapping[str, int], carrier: Carrier) -> bool:
        """Return whether all that was sent has arrived; what has not is sent once more."""
        look = Look(there)
        short = [name for name in made.sent if look.size(name) != self._files[name].size]
        is_there = all(look.size(name) is not None for name in short)
        if is_there and all(self._is_whole(name) for name in short[:SAMPLE]):
            return True
        if not carrier.send([short], self._files):
            return False
        broken = [name for name in short if not self._is_whole(name)]
        for name in broken:
            carrier.tally.sent.pop(name, None)
            failure = Failure(name, "The host took it, and has not kept it whole.", "Is there space left?")
            carrier.tally.failures.append(failure)
        return not broken

    def _sorted_out(
        self, removed: tuple[str, ...], there: Mapping[str, int] | None
    ) -> tuple[list[str], Mapping[str, str]]:
        """Return what may be deleted, and what is a file of now, which a host knows by its old capitals.

        The latter by their old names: at a host that does not tell capitals, both names are one file's.
        """
        now = {fold(name): name for name in self._files}
        alike = {name: now[fold(name)] for name in removed if fold(name) in now}
        if alike and there is None:
            there = self._lines.do(lambda host: host.names())
        standing = there or {}
        others = [name for name in removed if name not in alike or {name, alike[name]} <= standing.keys()]
        same = {old: new for old, new in alike.items() if old in standing and new not in standing}
        return others, same

    # -- the list there -------------------------------------------------------------------------------

    def _read_list(self) -> bytes | None:
        return self._lines.do(lambda host: host.read(manifest.NAME))

    def _final_list(self) -> bytes:
        return self._marker.listed(self._marker.of((name, file.digest) for name, file in self._files.items()))

    def _keep(self, made: Plan) -> None:
        """Keep what is known now that all stands there as it should."""
        listed = _digest(self._listed) if self._listed else ""
        self._seen = replace(
            self._seen,
            manifest=listed,
            looked=self._looked,
            names=tuple(sorted(self._files)),
            foreign=made.foreign,
        )
        self._place.keep(self._seen)


def _digest(listed: bytes) -> str:
    return hashlib.sha256(listed).hexdigest()
