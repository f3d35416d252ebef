"""What a publish will do, before anything is done: worked out from what is here and what stands there."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from slc_site.publish import manifest
from slc_site.publish.host import TEMPORARY
from slc_site.publish.local import File
from slc_site.publish.manifest import Marker, Marks

LOCK = ".slc-lock"
"""What says at the host that somebody is publishing."""
_MANY, _SHARE = 25, 10
"""So many deletions, and more than one in so many of our files, are not made without being asked for."""
SAMPLE = 3
"""So many files are read that seem to be cut off: if they are whole, it is the sizes that are not true."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done at a place, by names of files, each tuple in order."""

    new: tuple[str, ...] = ()
    """Stands nowhere yet."""
    changed: tuple[str, ...] = ()
    """Stands there otherwise, or nobody knows how."""
    lost: tuple[str, ...] = ()
    """Was there, and is gone or not whole any more: it is sent again."""
    in_the_way: tuple[str, ...] = ()
    """Stands there, and nobody knows that we put it there: it would be replaced."""
    removed: tuple[str, ...] = ()
    """Ours, and no longer in the folder: it is deleted."""
    same: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    """Of other people; stays."""
    on_the_way: tuple[str, ...] = ()
    """Left over from a publish that was cut off; deleted."""
    size: int = 0
    """Bytes to be sent."""
    ours: int = 0
    """How many files of ours stand there."""
    sizes_lie: bool = False
    """The host tells sizes that are not true."""
    is_locked: bool = False
    """Somebody may be publishing there at the moment."""
    key_is_other: bool = False
    """There is a list of ours that was made with another key: nobody knows which files there are ours."""

    lists_anew: bool = False
    """The list of our files there is not yet what it will be."""
    looked: bool = False
    """All that stands there was looked at; otherwise it is taken to stand as it was left."""

    @property
    def sent(self) -> tuple[str, ...]:
        """All that is to be sent."""
        return self.new + self.changed + self.lost + self.in_the_way

    @property
    def is_nothing(self) -> bool:
        """Does everything stand there as it should?"""
        return not (self.sent or self.removed or self.on_the_way or self.lists_anew)

    def deletes_too_many(self, allowed: int = 0) -> bool:
        """Is it more than is deleted without being asked for, and more than is `allowed`?"""
        count = len(self.removed)
        return count > allowed and count >= _MANY and count * _SHARE > self.ours


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a place."""

    marks: Marks
    """As the list there says."""
    arrived: Mapping[str, bytes]
    """Names, and SHA-256, of what arrived since, in a publish that was cut off."""
    names: Collection[str] = ()
    """Our files there; asked for only without a look."""
    foreign: Collection[str] = ()
    """Files of other people there; asked for only without a look."""
    key_is_other: bool = False


def plan(
    files: Mapping[str, File],
    marker: Marker,
    known: Known,
    look: Mapping[str, int] | None,
    is_whole: Callable[[str], bool],
    lists_anew: bool = False,
) -> Plan:
    """Work out what is to be done so that what stands there is what is in `files`, besides foreign files.

    Args:
        files: What is to stand there.
        marker: Makes the marks that the list there has.
        known: What is known.
        look: All files there and their sizes; None: nobody has looked, and what is known is believed.
        is_whole: Says whether a file there has just what is in `files`; it is asked of few.
        lists_anew: Is the list there another one than it will be?
    """
    there = Look(look) if look is not None else None
    kinds: dict[str, list[str]] = {
        kind: [] for kind in ("new", "changed", "lost", "in_the_way", "same", "short")
    }
    ours, foreign, on_the_way = _others(files, marker, known, look)
    for name, file in files.items():
        is_ours, is_as_it_is = _known(name, file, marker, known)
        kinds[_kind(name, file, is_ours, is_as_it_is, there, known, ours)].append(name)
    short = kinds.pop("short")
    lies = bool(short) and all(is_whole(name) for name in short[:SAMPLE])
    kinds["same" if lies else "lost"] += short
    return Plan(
        **{kind: tuple(sorted(names)) for kind, names in kinds.items()},
        removed=tuple(sorted(name for name in ours if name not in files)),
        foreign=tuple(sorted(foreign)),
        on_the_way=tuple(sorted(on_the_way)),
        size=sum(files[n].size for kind, names in kinds.items() if kind != "same" for n in names),
        ours=len(ours),
        sizes_lie=lies,
        is_locked=look is not None and LOCK in look,
        key_is_other=known.key_is_other,
        lists_anew=lists_anew,
        looked=look is not None,
    )


def _known(name: str, file: File, marker: Marker, known: Known) -> tuple[bool, bool]:
    """Return whether a file there is ours, and whether it has what it should have."""
    mark = known.marks.get(marker.name(name))
    if name in known.arrived:
        return True, known.arrived[name] == file.digest
    return mark is not None, mark == marker.content(name, file.digest)


def _kind(
    name: str,
    file: File,
    is_ours: bool,
    is_as_it_is: bool,
    there: Look | None,
    known: Known,
    ours: Collection[str],
) -> str:
    if there is None:
        if not is_ours:
            return "in_the_way" if name in known.foreign else "new"
        return "same" if is_as_it_is else "changed"
    size = there.size(name)
    if size is None:
        return "lost" if is_ours and is_as_it_is else "new"
    if not is_ours:
        other = there.standing(name)
        return "new" if other != name and other in ours else "in_the_way"
    if not is_as_it_is:
        return "changed"
    return "same" if size == file.size else "short"


def _others(
    files: Mapping[str, File], marker: Marker, known: Known, look: Mapping[str, int] | None
) -> tuple[set[str], list[str], list[str]]:
    """Return what is ours there, what is of other people, and what was on its way."""
    if look is None:
        return set(known.names), list(known.foreign), []
    ours: set[str] = set()
    foreign: list[str] = []
    on_the_way: list[str] = []
    folded = {fold(name) for name in files}
    for name in look:
        if name.rpartition("/")[2].startswith(TEMPORARY):
            on_the_way.append(name)
        elif marker.name(name) in known.marks or name in known.arrived:
            ours.add(name)
        elif name not in (manifest.NAME, LOCK) and name not in files and fold(name) not in folded:
            foreign.append(name)
    return ours, foreign, on_the_way


class Look:
    """What stands at a host that may not tell capitals from small letters."""

    def __init__(self, names: Mapping[str, int]) -> None:
        self.names = names
        self._folded = {fold(name): name for name in names}

    def size(self, name: str) -> int | None:
        """Return the size of a file in bytes, perhaps of one with other capitals; None: there is none."""
        standing = self.standing(name)
        return None if standing is None else self.names[standing]

    def standing(self, name: str) -> str | None:
        """Return by which name a file stands there, perhaps one with other capitals; None: it does not."""
        return name if name in self.names else self._folded.get(fold(name))


def fold(name: str) -> str:
    """Return what two names have in common that some disks do not tell apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
