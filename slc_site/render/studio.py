"""Where files that lie beside a text become what is published: each once, several at a time, kept for later.

An original is never copied: a picture is decoded and encoded anew (`pictures`), a recording is rewritten
piece by piece (`recordings`), and what neither can make safe is reported and left out.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from slc_site.model.classroom import Attachment
from slc_site.problems import Problem, Reporter
from slc_site.render import pictures, recordings
from slc_site.render.containers.rewrite import stream
from slc_site.render.filetype import HEAD, PICTURES, FileType, recognise
from slc_site.render.media import Finding, Media, Picture, Recording, Rendition, Unfit
from slc_site.render.media_cache import MediaCache, Stamp


@dataclass(frozen=True, slots=True)
class _Original:
    """A file whose content is known by its digest."""

    path: Path
    stamp: Stamp
    digest: str


class Studio:
    """Makes media fit to be published, and keeps what it made in a folder of its own.

    Args:
        cache: The folder, such as `.slc/media`; it is made, and may be deleted at any time.
        reporter: Hears of each file that could not be made safe, and of what a teacher should know.
        jobs: How many files are worked on at a time; None: as many as this process has processors.
        widths: Of pictures, in pixels.
    """

    def __init__(
        self,
        cache: Path,
        reporter: Reporter,
        *,
        jobs: int | None = None,
        widths: tuple[int, ...] = (480, 1280),
    ) -> None:
        if not widths or min(widths) < 1:
            raise ValueError("a picture needs at least one width, and at least one pixel")
        self._folder = cache
        self._reporter = reporter
        self._jobs = max(1, jobs if jobs is not None else _processors())
        self._widths = tuple(sorted(set(widths)))

    def prepare(self, attachments: Iterable[Attachment]) -> dict[Path, Media]:
        """Return what may be published of the attachments, by `attachment.path`, in their order.

        One that cannot be made safe is reported and absent. Results and the order of problems do not depend
        on the number of jobs.
        """
        by_path: dict[Path, Attachment] = {}
        for attachment in attachments:
            by_path.setdefault(attachment.path, attachment)
        distinct = tuple(by_path.values())
        if not distinct:
            return {}
        try:
            cache = MediaCache(self._folder)
            findings = self._findings(cache, tuple(attachment.path for attachment in distinct))
            cache.save_index()
        except OSError as error:
            self._reporter.report(_cannot_keep(error))
            return {}
        media: dict[Path, Media] = {}
        for attachment, finding in zip(distinct, findings, strict=True):
            for problem in finding.problems:
                self._reporter.report(replace(problem, file=attachment.file))
            if finding.media is not None:
                media[attachment.path] = finding.media
        return media

    def _findings(self, cache: MediaCache, paths: tuple[Path, ...]) -> list[Finding]:
        """Return what becomes of each path; equal content is worked on once."""
        from PIL import __version__ as encoder

        recipe = f"{pictures.RECIPE}, {self._widths}, Pillow {encoder}; {recordings.RECIPE}"
        with ThreadPoolExecutor(self._jobs) as pool:
            originals = list(pool.map(lambda path: _identify(cache, path), paths))
            firsts = {one.digest: one for one in originals if isinstance(one, _Original)}
            made = dict(
                zip(
                    firsts,
                    pool.map(lambda one: self._finding(cache, recipe, one), firsts.values()),
                    strict=True,
                )
            )
        return [one if isinstance(one, Finding) else made[one.digest] for one in originals]

    def _finding(self, cache: MediaCache, recipe: str, original: _Original) -> Finding:
        key = _short(original.digest, recipe)
        known = cache.load(key)
        if known is not None:
            return known
        try:
            finding = self._made(cache, original)
        except Unfit as unfit:
            finding = Finding(None, (unfit.problem,))
            if unfit.passing:
                return finding
        cache.store(key, finding)
        return finding

    def _made(self, cache: MediaCache, original: _Original) -> Finding:
        try:
            source = original.path.open("rb")
        except OSError as error:
            raise _unreadable(error) from error
        with source:
            filetype = recognise(source.read(HEAD))
            make = self._picture if filetype in PICTURES else self._recording
            finding = make(cache, source, filetype, original)
            if Stamp.of(os.fstat(source.fileno())) != original.stamp:
                raise Unfit(
                    "This file was changed while it was being read.",
                    "Build once more.",
                    "media-changed",
                    passing=True,
                )
        return finding

    def _picture(
        self, cache: MediaCache, source: BinaryIO, filetype: FileType, original: _Original
    ) -> Finding:
        done = pictures.develop(source, filetype, original.stamp.size, self._widths)
        name = _short(original.digest, pictures.RECIPE, str(self._widths))
        renditions = tuple(
            Rendition(cache.keep(f"{name}-{one.width}.webp", (one.data,)), one.width, one.height)
            for one in done.prints
        )
        return Finding(Picture(renditions), done.problems)

    def _recording(
        self, cache: MediaCache, source: BinaryIO, filetype: FileType, original: _Original
    ) -> Finding:
        done = recordings.rewrite(source, filetype, original.stamp.size)
        name = _short(original.digest, recordings.RECIPE)
        file = cache.keep(f"{name}{done.suffix}", stream(done.pieces, source))
        return Finding(Recording(done.kind, file, done.mime), done.problems)


def _identify(cache: MediaCache, path: Path) -> _Original | Finding:
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
        return _Original(path, stamp, cache.digest(path, stamp))
    except Unfit as unfit:
        return Finding(None, (unfit.problem,))
    except OSError as error:
        return Finding(None, (_unreadable(error).problem,))


def _short(*parts: str) -> str:
    """Return a name made of the parts and nothing else: 80 bits are enough for a class's pictures."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


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
