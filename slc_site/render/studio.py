"""Where files that lie beside a text become what is published: each once, several at a time, kept for later.

An original is never copied: a picture is decoded and encoded anew (`darkroom`), a recording is coded anew or
rewritten piece by piece (`cutting_room`), and what neither can make safe is reported and left out.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec.structs import replace

from slc_site.model.classroom import Attachment, MediaRules
from slc_site.problems import Problem, Reporter
from slc_site.render.media import Finding, Media, Recording
from slc_site.render.settled import Settled

if TYPE_CHECKING:
    from slc_site.render.media_cache import Freed, Original
    from slc_site.render.workbench import Workbench

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


class Studio:
    """Makes media fit to be published, and keeps what it made in a folder of its own.

    Args:
        cache: The folder, such as `.slc/media`; it is made, and may be deleted at any time.
        reporter: Hears of each file that could not be made safe, and of what a teacher should know.
        jobs: How many files are worked on at a time; None: as many as this process has processors; with 1,
            no thread is started.
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
        timed: Callable[[str, float], None] = lambda _, __: None,
    ) -> dict[Path, Media]:
        """Return what may be published of the attachments, by `attachment.path`, in their order.

        One that cannot be made safe is reported and absent. Results and the order of problems do not depend
        on the number of jobs.

        Args:
            attachments: Pictures and recordings, each with what was written down of it.
            widths: Of pictures, in pixels.
            rules: What the class's web space can hold.
            done: Called after each file, from any thread; files of equal content count as one.
            timed: Called for each file that was not known yet, from any thread, with its `attachment.file`
                and the seconds it took.
        """
        by_path: dict[Path, Attachment] = {}
        for attachment in attachments:
            by_path.setdefault(attachment.path, attachment)
        distinct = tuple(by_path.values())
        if not distinct:
            return {}
        settled = Settled(self._folder, widths := tuple(widths), rules)
        findings = {one.path: found for one in distinct if (found := settled.finding(one))}
        for _ in {found.media.files[0] for found in findings.values() if found.media}:  # equal content: one
            done()
        others = tuple(one for one in distinct if one.path not in findings)
        if others:
            try:
                bench = self._bench(widths, rules)
                worked_on = self._findings(bench, others, done, timed)
                made = [
                    (attachment, original, _with_words(finding, attachment, bench))
                    for attachment, (original, finding) in zip(others, worked_on, strict=True)
                ]
                bench.cache.save_index()
            except OSError as error:
                self._reporter.report(_cannot_keep(error))
                return {}
            findings |= {attachment.path: finding for attachment, _, finding in made}
            settled.keep(made, bench.cache.stamp)
        return self._media(distinct, findings)

    def prune(self, originals: Iterable[Path], *, widths: Iterable[int], rules: MediaRules) -> Freed:
        """Take out of the cache what none of these files needs any more; make nothing.

        Args:
            originals: All files that somebody brought, whether or not a text shows them.
            widths: Of pictures, in pixels; other sizes go.
            rules: What the class's web space can hold.

        Raises:
            OSError: The cache cannot be written to.
        """
        bench = self._bench(widths, rules)
        needed: dict[str, Finding] = {}
        for path in originals:
            original = bench.identify(path)
            if not isinstance(original, Finding):
                needed |= bench.known(original)
        return bench.cache.prune(needed)

    def _bench(self, widths: Iterable[int], rules: MediaRules) -> Workbench:
        from slc_site.render.workbench import Workbench  # slow to load

        return Workbench(self._folder, widths, rules)

    def _media(
        self, attachments: Iterable[Attachment], findings: Mapping[Path, Finding]
    ) -> dict[Path, Media]:
        """Return what may be published, and report the rest."""
        media: dict[Path, Media] = {}
        for attachment in attachments:
            finding = findings[attachment.path]
            for problem in finding.problems:
                self._reporter.report(replace(problem, file=attachment.file))
            if finding.media is not None:
                media[attachment.path] = finding.media
        return media

    def _findings(
        self,
        bench: Workbench,
        attachments: tuple[Attachment, ...],
        done: Callable[[], None],
        timed: Callable[[str, float], None],
    ) -> list[tuple[Original | None, Finding]]:
        """Return what becomes of each attachment; equal content is worked on once."""

        def identified(attachment: Attachment) -> Original | Finding:
            return bench.identify(attachment.path)

        def finding(original: Original, file: str) -> Finding:
            found = bench.known_whole(original)
            if found is None:
                begun = time.perf_counter()
                found = bench.made(original)
                timed(file, time.perf_counter() - begun)
            done()
            return found

        with self._each() as each, bench:
            originals = list(each(identified, attachments))
            firsts: dict[str, tuple[Original, str]] = {}
            for one, attachment in zip(originals, attachments, strict=True):
                if not isinstance(one, Finding):
                    firsts.setdefault(one.digest, (one, attachment.file))
            findings = each(lambda first: finding(*first), firsts.values())
            made = dict(zip(firsts, findings, strict=True))
        return [(None, one) if isinstance(one, Finding) else (one, made[one.digest]) for one in originals]

    @contextmanager
    def _each(self) -> Iterator[_Each]:
        """Hand out what does something with each of many, like `map`, but several at a time if it may."""
        if self._jobs == 1:
            yield map
        else:
            with ThreadPoolExecutor(self._jobs) as pool:
                yield pool.map


def _with_words(finding: Finding, attachment: Attachment, bench: Workbench) -> Finding:
    """Return a finding with what was written down of it, if it is a recording."""
    if not isinstance(finding.media, Recording):
        return finding
    return replace(finding, media=bench.cutting_room.with_words(finding.media, attachment))


class _Each(Protocol):
    """Does something with each of many, and hands out what comes of it in their order."""

    def __call__(self, work: Callable[[_Given], _Made], given: Iterable[_Given], /) -> Iterator[_Made]: ...


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
