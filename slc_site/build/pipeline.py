"""The steps of a build, in order.

Longer than most: what a step hands to the next one is seen best where both stand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from slc_site import stamps
from slc_site.build.fresh import begin_anew
from slc_site.build.graph import Memory
from slc_site.build.keeping import Locks, NoKeysError
from slc_site.build.last_look import refused
from slc_site.build.ledger import Ledger
from slc_site.build.lock import build_lock
from slc_site.build.locking import EVERY_FAMILY, Locksmith
from slc_site.build.making import Made, Making, drawn
from slc_site.build.output import Output, OutputError
from slc_site.build.press import Drawer, Press
from slc_site.build.progress import Progress, SilentProgress
from slc_site.build.proof import Proof
from slc_site.build.result import Built
from slc_site.build.room import Room, state_of
from slc_site.build.site import Site
from slc_site.build.staging import Content
from slc_site.model.library import Library
from slc_site.problems import RecordingReporter, Relay, Reporter
from slc_site.read.loader import load
from slc_site.read.memory import ReadingMemory
from slc_site.render.manuscripts import attachments
from slc_site.render.media import Media
from slc_site.render.page import Edition
from slc_site.render.prose.memory import CLASS_TEXTS, TextMemory
from slc_site.render.prose.scribe import Scribe
from slc_site.render.prose.workers import Workers
from slc_site.render.studio import Studio
from slc_site.render.theme import Theme
from slc_site.render.theme_folders import BUNDLED, ThemeError, find_theme, picture_widths
from slc_site.share.access import PUBLIC, TEACHER, Viewer, narrow
from slc_site.share.guard import SurnameGuard

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from slc_site.build.hands import Hands


class RefusedError(Exception):
    """Something would leave the teacher's machine that must not: what, has been reported."""


class Builder:
    """Builds one edition of a class into one folder, again and again; keeps its workers in between."""

    def __init__(
        self,
        site: Site,
        *,
        viewer: Viewer = PUBLIC,
        folder: Path | None = None,
        live: bool = False,
        host_folder: PurePosixPath | None = None,
        room: Room | None = None,
        progress: Progress | None = None,
        waiting: Callable[[], None] = lambda: None,
        fresh: bool = False,
        jobs: int | None = None,
        executor: Executor | None = None,
        workers: int = 2,
        converters: Workers | None = None,
        now: stamps.Now | None = None,
    ) -> None:
        """Get ready to build `viewer`'s edition of `site`.

        `folder` is where the edition goes, by default the site's output; `host_folder` is for `Locks`; for
        the pages of a `room` the viewer is the room's, whatever `viewer` says;
        `waiting` is called once when another build is running and this one waits for it; a `fresh` build
        believes nothing that is kept but finished media; `jobs` is how many texts, and how many pictures,
        are worked on at a time, by default as many as there are processors;
        an `executor`, which does as many jobs at a time as it has `workers`, draws the pages of children;
        `converters` convert the texts, if there are some already, and are closed in the end; `now` is what
        was seen of the sources since the command began, so that the first build need not look again.
        """
        self.site = site
        self.read_elsewhere: tuple[Path, ...] = ()
        """Files besides the class's own that the last build read, or looked for in vain."""
        self.folder = folder or site.output
        self._room = room
        self._viewer = viewer = room.viewer if room else viewer
        self._edition = Edition(
            live=live,
            builds_feeds=not live or viewer == PUBLIC,
            eyes=viewer.audience,
            eyes_of=viewer.student,
        )
        self._progress = progress or SilentProgress()
        self._waiting = waiting
        self._fresh = fresh
        self._state = state_of(site, self.folder) if room else site.state / _kept_in(viewer, live)
        self._now = now
        self._memory = Memory(
            self._state / stamps.FILE,
            (site.content, site.themes, BUNDLED, site.keys),
            self.folder,
            repr((viewer, live, host_folder, room)),
        )
        has_locks = viewer == PUBLIC and not live
        self._locks = Locks(site, self.folder, host_folder) if has_locks else None
        self._relay = Relay()
        self._texts = TextMemory(site.texts)
        timed = partial(self._progress.took, "text")
        self._scribe = Scribe(self._relay, jobs=jobs, workers=converters, memory=self._texts, timed=timed)
        self._read = ReadingMemory(site.read)
        self._drawer = Drawer() if live else None
        self._unread: frozenset[str] | None = None
        """What has changed since the last build that came to something; None: who knows."""
        self._output: Output | None = None
        self._theme: Theme | None = None
        self._studio = Studio(site.media, self._relay, jobs=jobs)
        self._proof = Proof(self._state / "proof.json", site.root)
        self._hands = _hands_of(executor, workers) if executor else None

    def __enter__(self) -> Builder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scribe.close()

    def build(self, reporter: Reporter, *, changed: Collection[str] | None = None) -> Built | None:
        """Build and write; None when nothing could be made, which has then been reported.

        `changed` are all paths, as seen from the class's folder, that are not as they were at the last call:
        for who watches its folders. None: nobody knows.
        """
        self._unread = None if self._unread is None or changed is None else self._unread.union(changed)
        is_watched = self._unread is not None
        heard = RecordingReporter(then=reporter)
        try:
            with build_lock(self.site.state, waiting=self._wait):
                if self._fresh:
                    begin_anew(self.site, self.folder, self._state)
                if is_watched:
                    self._memory.forget()
                elif (kept := self._memory.recall(self._now)) is not None:
                    built, problems = kept
                    self.read_elsewhere = self._memory.files
                    for problem in problems:
                        heard.report(problem)
                    return built
                making = self.begin(heard, look=None if is_watched else self._memory.look)
                if making is None:
                    return None
                self._output = output = self._output or Output(self.folder, self._state, self._relay)
                own_folder = self._edition.live and is_watched
                written = output.write(self._unless_refused(making, heard), is_as_left=own_folder)
                making.keep(output.entries)
                self._forget_others(making.library)
                built = making.result(written, self._proof.found)
                if not is_watched:
                    files = making.library.included_files
                    self._memory.keep(built, heard.problems, files, output.told())
                self._unread = frozenset()
                if self._hands and self._hands.trouble:  # no problem of the class: it is not kept
                    reporter.report(self._hands.trouble)
                return built
        except (RefusedError, ThemeError) as error:
            if isinstance(error, ThemeError):
                reporter.report(error.problem)
            return None
        except OutputError as error:
            reporter.report(error.problem)
            return None
        finally:
            self._now = None

    def _wait(self) -> None:
        """Have another build end: what was seen before is from another time."""
        self._now = None
        self._waiting()

    def said(self, status: int, problems: str, before: str, after: str) -> None:
        """Keep the words in which a plain `slc build` told of the last build; see `stamps.Kept.said`."""
        self._memory.said(status, problems, before, after)

    def _forget_others(self, library: Library) -> None:
        """Forget what is kept of whoever is not in the class any more."""
        self._read.forget_others()
        self._texts.keep_only([*library.student, CLASS_TEXTS])

    def _unless_refused(self, making: Making, reporter: Reporter) -> Iterator[tuple[str, Content]]:
        """Yield all files of the edition.

        Raises:
            RefusedError: none of them may be written.
            ThemeError: a template is missing or broken.
        """
        yield from making.files()
        self._progress.step("Writing", None)
        if self.refuses(making, reporter):
            raise RefusedError

    def make(self, reporter: Reporter, library: Library | None = None) -> Made | None:
        """Make every file of the edition, in memory; None when nothing could be made, which was reported.

        `library` is the class, if it has been read already.
        """
        making = self.begin(reporter, library, fresh=True)
        try:
            return Made(making, {path: drawn(one) for path, one in making.files()}) if making else None
        except ThemeError as error:
            reporter.report(error.problem)
            return None

    def begin(
        self,
        reporter: Reporter,
        library: Library | None = None,
        *,
        fresh: bool = False,
        look: stamps.Look | None = None,
    ) -> Making | None:
        """Make all that pages are made from; None when nothing can be, which has been reported.

        `library` is the class, if it has been read already; `fresh`: all pages are to be drawn; `look` is
        what was just seen of the sources.
        """
        self._relay.to = reporter
        self._progress.step("Reading", None)
        self._scribe.get_ready()  # meanwhile
        self._read.only(self._unread, look)
        library = library or load(self.site.root, reporter, memory=self._read)
        if library is None:
            return None
        self.read_elsewhere = library.included_files
        try:
            ring = self._locks.ring(library, reporter) if self._locks else None
            narrowed = narrow(library, self._viewer)
            seen = narrowed.library
            chain = find_theme(
                seen.classroom.theme, self.site.themes, reporter, file=seen.classroom.origin.file
            )
        except NoKeysError:
            return None
        except ThemeError as error:
            reporter.report(error.problem)
            return None
        live, compiled = self._edition.live, self.site.compiled
        theme = Theme(chain, seen.classroom, reporter, live=live, compiled=compiled)
        self._theme = theme = theme.like(self._theme) if self._theme else theme
        if self._hands:
            self._hands.begin(theme, chain, seen.classroom)
        shown = narrow(library, EVERY_FAMILY).library if ring else seen
        media = self._prepared(shown, picture_widths(chain))
        press = Press(theme, self._scribe, media, library, reporter, self._drawer)
        keeper = self._locks.keeper(ring, theme, library) if self._locks and ring else None
        edition = replace(self._edition, door=keeper.door if keeper else "")
        return Making(
            library,
            narrowed,
            press,
            edition,
            room=self._room,
            locks=partial(Locksmith, library, keeper) if keeper else None,
            guard=SurnameGuard(() if self._stays_here else library.students),
            ledger=Ledger(self._state / "ledger", fresh=fresh),
            progress=self._progress,
            hands=self._hands,
        )

    def _prepared(self, shown: Library, widths: Sequence[int]) -> Mapping[Path, Media]:
        """Make the pictures and recordings of a library fit to be published."""
        files = tuple({one.path: one for one in attachments(shown)}.values())
        self._progress.step("Pictures and recordings", len(files))
        rules, done = shown.classroom.media, self._progress.advance
        timed = partial(self._progress.took, "media")
        return self._studio.prepare(files, widths=widths, rules=rules, done=done, timed=timed)

    @property
    def _stays_here(self) -> bool:
        """Does what is made stay on the teacher's own computer?"""
        return self._edition.live or self._viewer.is_here

    def refuses(self, made: Making, reporter: Reporter) -> bool:
        """Look once more at what would leave the teacher's machine; report, and say whether it must not.

        All files of `made` have been handed out.
        """
        if self._stays_here:
            return False
        return refused(made, self._proof, reporter, has_invitations=self._room is None)


def _kept_in(viewer: Viewer, live: bool) -> str:
    """Return the folder for what is kept between two builds: what others see is never mixed with the rest."""
    if not live:
        return "site"
    return "live" if viewer == TEACHER else "as/live"


def _hands_of(executor: Executor, workers: int) -> Hands:
    from slc_site.build.hands import Hands  # nobody waits for it who has no executor

    return Hands(executor, workers)


def build(
    site: Site, reporter: Reporter, *, viewer: Viewer = PUBLIC, progress: Progress | None = None
) -> Built | None:
    """Build the site of what `viewer` may see into the output folder, once."""
    with Builder(site, viewer=viewer, progress=progress) as builder:
        return builder.build(reporter)
