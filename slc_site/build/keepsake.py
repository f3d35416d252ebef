"""What a child takes home for good: one zip, which opens with a double-click and needs nothing else.

It is the edition of the child's family, of this child alone, put at the top of a folder: the portfolio is
`index.html`. Nothing is published by it, so the family's own consent is not asked; that of all others is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from msgspec import Struct
from msgspec.structs import replace

from slc_site.build.keepsake_texts import FOLDER, own_texts
from slc_site.build.keepsake_zip import write_zip
from slc_site.build.lock import build_lock
from slc_site.build.press import Press
from slc_site.build.progress import SilentProgress
from slc_site.build.proof import Proof
from slc_site.build.site import Site
from slc_site.build.trouble import OutputError, label, telling
from slc_site.model.audience import Audience
from slc_site.model.classroom import Consent, Student
from slc_site.model.library import Library
from slc_site.problems import Problem, Relay, Reporter, SilentReporter
from slc_site.render import urls
from slc_site.render.keepsake_readme import keepsake_readme
from slc_site.render.manuscripts import attachments, linkable
from slc_site.render.media import Media, Picture, Recording
from slc_site.render.page import Edition
from slc_site.render.prose.scribe import Scribe
from slc_site.render.readdress import readdressed
from slc_site.render.studio import Studio
from slc_site.render.theme import Theme
from slc_site.render.theme_folders import ThemeError, find_theme, picture_widths
from slc_site.share.access import Viewer, narrow
from slc_site.share.guard import SurnameGuard, plain

LARGEST = 4096
"""In pixels: how wide the pictures are at the most; one that is smaller is as wide as its original."""
DEFAULT_FOLDER = "keepsakes"
START, WHOLE, README = "index.html", "all-on-one-page.html", "README.txt"
_WRITES = frozenset({"js/write.js", "js/picks.js", "js/open.js", "js/door.js"})
"""Scripts of the theme that are for other places; a keepsake has them only if a page of it asks for one."""

_Files = dict[str, bytes | Path]


class Keepsake(Struct, frozen=True):
    """One that was written."""

    student: str
    """A slug."""
    name: str
    file: Path
    pages: int
    pictures: int
    recordings: int
    texts: int
    size: int
    """In bytes."""
    may_publish: bool
    """Did the family agree to publishing? If not, nobody else may have this."""


class Keepsakes:
    """Makes one keepsake after another, of a class that was read; in a `with` block."""

    def __init__(
        self,
        site: Site,
        library: Library,
        reporter: Reporter,
        *,
        folder: Path | None = None,
        waiting: Callable[[], None] = lambda: None,
    ) -> None:
        """`library` has everything in it; `folder` is where the zips go, by default beside `content/`.

        `waiting` is called once when a build is running and this one waits for it.
        """
        self.folder = folder or site.root / DEFAULT_FOLDER
        self._site = site
        self._library = library
        self._waiting = waiting
        self._relay = Relay()
        self._relay.to = reporter
        self._open = ExitStack()
        self._theme: Theme | None = None
        self._widths: tuple[int, ...] = ()
        self._studio = Studio(site.media, self._relay)

    def __enter__(self) -> Keepsakes:
        """Get ready.

        Raises:
            OutputError: the folder is none of ours to write to, or a build is running.
            ThemeError: the theme cannot be used.
        """
        site, classroom = self._site, self._library.classroom
        refuse_bad_places(site, self.folder)
        chain = find_theme(classroom.theme, site.themes, self._relay, file=classroom.origin.file)
        self._theme = Theme(chain, classroom, self._relay)
        self._widths = (*picture_widths(chain), LARGEST)
        self._open.enter_context(build_lock(site.state, waiting=self._waiting))
        self._scribe = self._open.enter_context(Scribe(self._relay))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def make(self, student: str) -> Keepsake | None:
        """Write one child's keepsake; None when it could not be made, which has been reported."""
        try:
            return self._made(self._library.student[student])
        except (OutputError, ThemeError) as error:
            self._relay.report(error.problem)
            return None

    def _made(self, child: Student) -> Keepsake | None:
        own = taken_home(self._library, child.slug)
        media = self._prepared(own)
        files = self._pages(own, child.slug, media)
        with telling(label(self._site.content, self._site.root)):
            files.update(own_texts(self._site.root, self._library, own, self._relay))
        files[README] = keepsake_readme(own.classroom, child.name).encode()
        if self._is_refused(child, files, media):
            return None
        top = urls.address(child.slug)
        target = self.folder / f"{top}.zip"
        with telling(label(target, self._site.root)):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            size = write_zip(target, {f"{top}/{path}": content for path, content in files.items()})
        return Keepsake(
            student=child.slug,
            name=child.name,
            file=target,
            pages=sum(path.endswith(".html") for path in files),
            pictures=sum(isinstance(one, Picture) for one in media.values()),
            recordings=sum(isinstance(one, Recording) for one in media.values()),
            texts=sum(path.startswith(FOLDER) for path in files),
            size=size,
            may_publish=child.consent.publish,
        )

    def _prepared(self, own: Library) -> Mapping[Path, Media]:
        rules = own.classroom.media
        return self._studio.prepare(attachments(own), widths=self._widths, rules=rules)

    def _pages(self, own: Library, student: str, media: Mapping[Path, Media]) -> _Files:
        """Return the pages, and all that they show, by path in the keepsake."""
        if self._theme is None:
            raise RuntimeError("keepsakes are made within `with`")
        # What is odd in a text was told by a build; here, most links to others are only words.
        press = Press(self._theme, self._scribe, media, self._library, SilentReporter())
        edition = Edition(builds_feeds=False, is_keepsake=True, student=student)
        printed = press.edition(own, edition, SilentProgress(), linkable(own))
        return _at_the_top(printed.files, student, self._theme.asset_folder)

    def _is_refused(self, child: Student, files: _Files, media: Mapping[Path, Media]) -> bool:
        """Look once more at what would go home: report, and say whether it must not."""
        surname = plain(child.surname.strip()).casefold()
        # A family's own name may stand there; so may a brother's, which is the same.
        others = [s for s in self._library.students if plain(s.surname.strip()).casefold() != surname]
        guard = SurnameGuard(others, would=f"go home with {child.name}")
        for path, content in files.items():
            guard.look(path, content)
        file = self._site.state / "keepsake" / f"{urls.address(child.slug)}.json"
        with telling(label(self._site.state, self._site.root)):
            problems = [*guard.problems, *Proof(file, self._site.root).telling(media)]
        for problem in problems:
            self._relay.report(problem)
        return bool(problems)


def taken_home(library: Library, student: str) -> Library:
    """Return what a child takes home of a class: what its family may see of it, and of nobody else anything.

    `library` has everything in it. Of the child itself the family needs nobody's leave; whoever else can be
    recognised in a picture has agreed to that, or the picture is not there.
    """
    own = library.of(student)
    of_the_family = Consent(publish=True, photos=True)
    agreed = tuple(
        replace(one, consent=of_the_family) if one.slug == student else one for one in own.students
    )
    seen = narrow(replace(own, students=agreed), Viewer(Audience.FAMILY, student)).library
    return replace(seen, students=(seen.student[student],), pages=())


def refuse_bad_places(site: Site, folder: Path) -> None:
    """Refuse a folder that is uploaded, that people write in, or that is cleaned away.

    Raises:
        OutputError: it is such a folder.
    """
    for bad, why in (
        (site.output, "This folder is uploaded, and a keepsake is for one family."),
        (site.content, "Keepsakes may not be written among what people wrote, in `content/`."),
        (site.state, "This folder holds the program's own notes, and may be deleted at any time."),
    ):
        if any(_same(place, bad) for place in (folder.resolve(), *folder.resolve().parents)):
            raise OutputError(
                Problem(
                    why,
                    label(folder, site.root),
                    hint="Name another folder after --to, or leave it out.",
                    code="keepsake-folder",
                )
            )


def _same(one: Path, other: Path) -> bool:
    """Are these one folder, however they are spelt?"""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there yet
        return one == other.resolve()


def _at_the_top(files: Mapping[str, bytes | Path], student: str, assets: str) -> _Files:
    """Return the files of a child's edition as they stand in a keepsake, with addresses that fit."""
    folder, asked = urls.student_folder(student), set[str]()
    moved = {path: path.removeprefix(folder) for path in files if path.startswith((folder, "assets/"))}
    moved[urls.whole(student)] = WHOLE
    home: _Files = {}
    for path, new in moved.items():
        content = files[path]

        def to(target: str, page: str = new) -> str | None:
            found = START if target == urls.HOME else moved.get(target)
            if found is None:
                return None
            asked.add(found)
            return urls.relative(page, found)

        if path.endswith(".html") and isinstance(content, bytes):
            content = readdressed(content.decode("utf-8"), path, to).encode()
        home[new] = content
    for name in _WRITES:
        if assets + name not in asked:
            home.pop(assets + name, None)
    return home
