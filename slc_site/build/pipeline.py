"""The steps of a build, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import TracebackType

from slc_site.build.graph import Memory
from slc_site.build.keeping import Locks, NoKeysError
from slc_site.build.lock import build_lock
from slc_site.build.locking import EVERY_FAMILY, Locked
from slc_site.build.other_eyes import printed_for_family
from slc_site.build.output import Output, OutputError
from slc_site.build.press import Press
from slc_site.build.progress import Progress, SilentProgress
from slc_site.build.proof import Proof, told_by
from slc_site.build.result import Built, Written
from slc_site.build.room import Room, printed_for_room, state_of
from slc_site.build.site import Site
from slc_site.model.audience import Audience
from slc_site.model.library import Library
from slc_site.problems import Problem, RecordingReporter, Reporter, SilentReporter
from slc_site.read.loader import load
from slc_site.render.ffmpeg import program
from slc_site.render.manuscripts import attachments
from slc_site.render.media import Media, Picture, Recording
from slc_site.render.page import Edition, Materials
from slc_site.render.prose import Scribe
from slc_site.render.studio import Studio
from slc_site.render.theme import Theme
from slc_site.render.theme_folders import BUNDLED, ThemeError, find_theme, picture_widths
from slc_site.share.access import PUBLIC, TEACHER, HeldBack, Narrowed, Viewer, narrow
from slc_site.share.guard import surname_problems
from slc_site.share.names import names_without_consent
from slc_site.share.party import names_in_invitations


@dataclass(frozen=True, slots=True)
class Made:
    """A whole site, not yet written anywhere."""

    library: Library
    """All that was read."""
    narrowed: Narrowed
    """What the viewer gets of it."""
    materials: Materials
    files: Mapping[str, bytes | Path]
    """By path in the site; what is behind locks among them."""
    pages: int
    """That can be read as they are."""
    locked: Locked | None = None
    """None: there are no codes, or the edition needs none."""

    @property
    def published(self) -> Narrowed:
        """What all who look get together, with codes and without."""
        return narrow(self.library, EVERY_FAMILY) if self.locked else self.narrowed


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
    ) -> None:
        """Get ready to build `viewer`'s edition of `site`.

        `folder` is where the edition goes, by default the site's output; `host_folder` is for `Locks`; for
        the pages of a `room` the viewer is the room's, whatever `viewer` says;
        `waiting` is called once when another build is running and this one waits for it.
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
        self._state = state_of(site, self.folder) if room else site.state / _kept_in(viewer, live)
        self._memory = Memory(
            self._state / "last-build.json",
            (site.content, site.themes, BUNDLED, site.keys),
            self.folder,
            repr((viewer, live, host_folder, room)),
            program.fingerprint(),  # with another ffmpeg, or one at last, recordings come out differently
        )
        has_locks = viewer == PUBLIC and not live
        self._locks = Locks(site, self.folder, host_folder) if has_locks else None
        self._relay = _Relay()
        self._scribe = Scribe(self._relay)
        self._studio = Studio(site.media, self._relay)
        self._proof = Proof(self._state / "proof.json", site.root)

    def __enter__(self) -> Builder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scribe.close()

    def build(self, reporter: Reporter) -> Built | None:
        """Build and write; None when nothing could be made, which has then been reported."""
        heard = RecordingReporter(then=reporter)
        try:
            with build_lock(self.site.state, waiting=self._waiting):
                if (kept := self._memory.recall()) is not None:
                    built, problems = kept
                    self.read_elsewhere = self._memory.files
                    for problem in problems:
                        heard.report(problem)
                    return built
                made = self.make(heard)
                if made is None or self.refuses(made, heard):
                    return None
                self._progress.step("Writing", None)
                written = Output(self.folder, self._state, heard).write(made.files)
                built = _result(made, written, self._proof.found)
                self._memory.keep(built, heard.problems, made.library.included_files)
                return built
        except OutputError as error:
            reporter.report(error.problem)
            return None

    def make(self, reporter: Reporter, library: Library | None = None) -> Made | None:
        """Make every file of the edition, in memory or in the cache; None when nothing could be made.

        `library` is the class, if it has been read already.
        """
        self._relay.to = reporter
        self._progress.step("Reading", None)
        library = library or load(self.site.root, reporter)
        if library is None:
            return None
        self.read_elsewhere = library.included_files
        try:
            ring = self._locks.ring(library, reporter) if self._locks else None
        except NoKeysError:
            return None
        narrowed = narrow(library, self._viewer)
        seen = narrowed.library
        try:
            chain = find_theme(
                seen.classroom.theme, self.site.themes, reporter, file=seen.classroom.origin.file
            )
            theme = Theme(chain, seen.classroom, reporter)
            shown = narrow(library, EVERY_FAMILY).library if ring else seen
            media = self._prepared(shown, picture_widths(chain), theme)
            press = Press(theme, self._scribe, media, library)
            keeper = self._locks.keeper(ring, theme, library) if self._locks and ring else None
            edition = replace(self._edition, door=keeper.door if keeper else "")
            child = (edition.eyes_of or "") if edition.live and edition.eyes is Audience.FAMILY else ""
            if self._room:
                printed = printed_for_room(press, library, self._room, self._progress)
            elif child in seen.student:
                printed = printed_for_family(press, library, child, edition, self._progress)
            else:
                printed = press.edition(seen, edition, self._progress)
            locked = None
            if self._locks and keeper:
                locked = self._locks.lock(library, keeper, press, printed.files, self._progress)
        except ThemeError as error:
            reporter.report(error.problem)
            return None
        files = {**printed.files, **locked.files} if locked else printed.files
        return Made(library, narrowed, printed.materials, files, printed.pages, locked)

    def _prepared(self, shown: Library, widths: Sequence[int], theme: Theme) -> Mapping[Path, Media]:
        """Make the pictures and recordings of a library fit to be published."""
        files = tuple({one.path: one for one in attachments(shown)}.values())
        self._progress.step("Pictures and recordings", len(files))
        self._scribe.get_ready()
        with ThreadPoolExecutor(1) as aside:
            developing = aside.submit(
                self._studio.prepare,
                files,
                widths=widths,
                rules=shown.classroom.media,
                done=self._progress.advance,
            )
            theme.get_ready()  # while the pictures are made, there is time for it
            return developing.result()

    def refuses(self, made: Made, reporter: Reporter) -> bool:
        """Look once more at what would leave the teacher's machine; report, and say whether it must not."""
        if self._edition.live or self._viewer.is_here:
            return False
        seen = made.published.library
        published = {student.slug for student in seen.students}
        hidden = [s for s in made.library.students if s.slug not in published and not s.consent.publish]
        for problem in names_without_consent(hidden, seen.posts):
            reporter.report(problem)
        asked = {one.slug for one in seen.conferences if one.party is not None and self._room is None}
        invitations = (one for one in made.library.conferences if one.slug in asked)
        for problem in names_in_invitations(made.library.students, invitations):
            reporter.report(problem)
        sealed = made.locked.files if made.locked else {}
        open_files = {path: content for path, content in made.files.items() if path not in sealed}
        refusals = surname_problems(made.library.students, open_files)
        refusals += made.locked.refusals if made.locked else ()
        refusals += self._proof.telling(made.materials.media)
        for problem in refusals:
            reporter.report(problem)
        return bool(refusals)


def _kept_in(viewer: Viewer, live: bool) -> str:
    """Return the folder for what is kept between two builds: what others see is never mixed with the rest."""
    if not live:
        return "site"
    return "live" if viewer == TEACHER else "as/live"


def _result(made: Made, written: Written, in_output: int) -> Built:
    media = made.materials.media.values()
    pictures = [one for one in media if isinstance(one, Picture)]
    recordings = [one for one in media if isinstance(one, Recording)]
    return Built(
        pages=made.pages,
        students=len(made.published.library.students),
        pictures=len(pictures),
        recordings=len(recordings),
        written=written,
        held_back=made.published.held_back or _pictures_kept_off_the_web(made.library),
        pictures_told=told_by(pictures),
        recordings_told=told_by(recordings),
        in_output=in_output,
        locked_pages=made.locked.pages if made.locked else 0,
        families=made.locked.families if made.locked else 0,
    )


def _pictures_kept_off_the_web(library: Library) -> tuple[HeldBack, ...]:
    """Return what a teacher, who sees everything, cannot see: of how many posts the web gets no pictures."""
    return tuple(one for one in narrow(library, PUBLIC).held_back if one.what == "pictures")


class _Relay:
    """Passes problems on to whoever listens to the build that is going on."""

    def __init__(self) -> None:
        self.to: Reporter = SilentReporter()

    def report(self, problem: Problem) -> None:
        self.to.report(problem)


def build(
    site: Site, reporter: Reporter, *, viewer: Viewer = PUBLIC, progress: Progress | None = None
) -> Built | None:
    """Build the site of what `viewer` may see into the output folder, once."""
    with Builder(site, viewer=viewer, progress=progress) as builder:
        return builder.build(reporter)
