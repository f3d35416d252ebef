"""Where files that lie beside a text become what is published: each once, several at a time, kept for later.

An original is never copied: a picture is decoded and encoded anew (`darkroom`), a recording is coded anew or
rewritten piece by piece (`cutting_room`), and what neither can make safe is reported and left out.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from slc_site.model.classroom import Attachment, MediaRules
from slc_site.problems import Problem, Reporter
from slc_site.render import recordings
from slc_site.render.cutting_room import CuttingRoom
from slc_site.render.darkroom import Darkroom
from slc_site.render.filetype import HEAD, PICTURES, recognise
from slc_site.render.media import Finding, Media, Recording, Unfit
from slc_site.render.media_cache import Freed, MediaCache, Original, Stamp, short


class Studio:
    """Makes media fit to be published, and keeps what it made in a folder of its own.

    Args:
        cache: The folder, such as `.slc/media`; it is made, and may be deleted at any time.
        reporter: Hears of each file that could not be made safe, and of what a teacher should know.
        jobs: How many files are worked on at a time; None: as many as this process has processors.
    """

    def __init__(self, cache: Path, reporter: Reporter, *, jobs: int | None = None) -> None:
        self._folder = cache
        self._reporter = reporter
        self._jobs = max(1, jobs if jobs is not None else _processors())

    def prepare(
        self,
        attachments: Iterable[Attachment],
        *,
        widths: Iterable[int],
        rules: MediaRules = MediaRules(),  # noqa: B008 - frozen: nobody can change it
        done: Callable[[], None] = lambda: None,
    ) -> dict[Path, Media]:
        """Return what may be published of the attachments, by `attachment.path`, in their order.

        One that cannot be made safe is reported and absent. Results and the order of problems do not depend
        on the number of jobs.

        Args:
            attachments: Pictures and recordings, each with what was written down of it.
            widths: Of pictures, in pixels.
            rules: What the class's web space can hold.
            done: Called after each file, from any thread; files of equal content count as one.
        """
        by_path: dict[Path, Attachment] = {}
        for attachment in attachments:
            by_path.setdefault(attachment.path, attachment)
        distinct = tuple(by_path.values())
        if not distinct:
            return {}
        try:
            cache = MediaCache(self._folder)
            rooms = _rooms(cache, widths, rules)
            findings = self._findings(rooms, tuple(attachment.path for attachment in distinct), done)
            media = self._media(rooms, distinct, findings)
            cache.save_index()
        except OSError as error:
            self._reporter.report(_cannot_keep(error))
            return {}
        return media

    def prune(self, originals: Iterable[Path], *, widths: Iterable[int], rules: MediaRules) -> Freed:
        """Take out of the cache what none of these files needs any more; make nothing.

        Args:
            originals: All files that somebody brought, whether or not a text shows them.
            widths: Of pictures, in pixels; other sizes go.
            rules: What the class's web space can hold.

        Raises:
            OSError: The cache cannot be written to.
        """
        cache = MediaCache(self._folder)
        rooms = _rooms(cache, widths, rules)
        needed: dict[str, Finding] = {}
        for path in originals:
            original = _identify(cache, path)
            if isinstance(original, Original):
                needed |= rooms.known(original)
        return cache.prune(needed)

    def _media(
        self, rooms: _Rooms, attachments: Iterable[Attachment], findings: Iterable[Finding]
    ) -> dict[Path, Media]:
        """Return what was found by path, what was written down of recordings added to them."""
        media: dict[Path, Media] = {}
        for attachment, finding in zip(attachments, findings, strict=True):
            for problem in finding.problems:
                self._reporter.report(replace(problem, file=attachment.file))
            found = finding.media
            if isinstance(found, Recording):
                found = rooms.cutting_room.with_words(found, attachment)
            if found is not None:
                media[attachment.path] = found
        return media

    def _findings(self, rooms: _Rooms, paths: tuple[Path, ...], done: Callable[[], None]) -> list[Finding]:
        """Return what becomes of each path; equal content is worked on once."""

        def finding(original: Original) -> Finding:
            found = rooms.finding(original)
            done()
            return found

        with ThreadPoolExecutor(self._jobs) as pool, rooms.cutting_room:
            originals = list(pool.map(lambda path: _identify(rooms.cache, path), paths))
            firsts = {one.digest: one for one in originals if isinstance(one, Original)}
            made = dict(zip(firsts, pool.map(finding, firsts.values()), strict=True))
        return [one if isinstance(one, Finding) else made[one.digest] for one in originals]


@dataclass(frozen=True, slots=True)
class _Rooms:
    """Where one call of `prepare` works."""

    cache: MediaCache
    darkroom: Darkroom
    cutting_room: CuttingRoom

    def known(self, original: Original) -> dict[str, Finding]:
        """Return, by its key, what is known of an original; of a picture, only the sizes asked for."""
        key = short(original.digest, self.darkroom.recipe)
        finding = self.cache.load(key)
        if finding is None:
            return self.cutting_room.known(original)
        chosen = self.darkroom.chosen(finding)
        return {key: chosen} if chosen.media is None or chosen.media.files else {}

    def finding(self, original: Original) -> Finding:
        """Return what becomes of an original: what is known of it, with what is still missing made now."""
        key = short(original.digest, self.darkroom.recipe)
        known = self.cache.load(key)
        if known is not None and not self.darkroom.missing(known):
            return self.darkroom.chosen(known)
        if known is None and (settled := self.cutting_room.settled(original)) is not None:
            return settled
        try:
            with _opened(original) as source:
                filetype = recognise(source.read(HEAD))
                if filetype not in PICTURES:  # which are kept in the cutting room's own way
                    return self.cutting_room.finding(source, filetype, original)
                finding = self.darkroom.finding(source, filetype, original, known)
        except Unfit as unfit:
            finding = Finding(None, (unfit.problem,))
            if unfit.passing:
                return finding
        self.cache.store(key, finding)
        return self.darkroom.chosen(finding)


def _rooms(cache: MediaCache, widths: Iterable[int], rules: MediaRules) -> _Rooms:
    darkroom = Darkroom(cache, widths)
    return _Rooms(cache, darkroom, CuttingRoom(cache, darkroom, rules.largest))


@contextmanager
def _opened(original: Original) -> Iterator[BinaryIO]:
    """Open an original; what was made of it must not be kept if it has changed in the meantime.

    Raises:
        Unfit: It cannot be read, or was changed.
    """
    try:
        source = original.path.open("rb")
    except OSError as error:
        raise _unreadable(error) from error
    with source:
        yield source
        if Stamp.of(os.fstat(source.fileno())) != original.stamp:
            raise Unfit(
                "This file was changed while it was being read.",
                "Build once more.",
                "media-changed",
                passing=True,
            )


def _identify(cache: MediaCache, path: Path) -> Original | Finding:
    """Return a file with its digest, or what is wrong with it before anybody has read it."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unfit(
                "This is not a file.", "Put the picture or recording itself here.", "media-unreadable"
            )
        if status.st_size == 0:
            raise Unfit("This file is empty.", "Copy it again from the phone or camera.", "media-empty")
        if status.st_size > recordings.LARGEST_FILE:
            raise recordings.too_large(status.st_size)
        stamp = Stamp.of(status)
        return Original(path, stamp, cache.digest(path, stamp))
    except Unfit as unfit:
        return Finding(None, (unfit.problem,))
    except OSError as error:
        return Finding(None, (_unreadable(error).problem,))


def _unreadable(error: OSError) -> Unfit:
    return Unfit(
        f"This file cannot be read ({error.strerror or error}).",
        "Look whether it is open in another program, or copy it again.",
        "media-unreadable",
        passing=True,
    )


def _cannot_keep(error: OSError) -> Problem:
    return Problem(
        f"Finished pictures and recordings cannot be kept ({error.strerror or error}), so none is shown.",
        file=None,
        hint="Make room on the disk, and see that the folder `.slc` may be written to.",
        code="media-cache",
    )


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):  # what this process may use, which a container makes fewer
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
