"""Makes one edition after another of what was read once, section by section."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from msgspec import Struct

from slc_site.build.progress import Progress
from slc_site.model.classroom import Student
from slc_site.model.library import Library
from slc_site.problems import RecordingReporter, Reporter
from slc_site.render.feeds import written
from slc_site.render.manuscript import Prose
from slc_site.render.manuscripts import Binder, linkable
from slc_site.render.media import Media
from slc_site.render.page import Edition, Materials
from slc_site.render.prose.scribe import Scribe
from slc_site.render.sections import Section
from slc_site.render.site_files import ROBOTS
from slc_site.render.theme import Theme
from slc_site.render.translations import words_for

_AHEAD = 8
"""Of how many children the texts are converted before the pages of the first are drawn."""

_MOST_KEPT = 5000
"""Texts; some 10 kB each. A class has some hundreds."""

_Heard = tuple[Section, RecordingReporter]
"""A section, and what is wrong with its texts."""

Targets = Mapping[str, str]
"""What a text may point at; see `linkable`."""


class Printed(Struct, frozen=True):
    """An edition, not yet written anywhere."""

    files: Mapping[str, bytes | Path]
    """By path in the site."""
    pages: int


class Drawer:
    """The sections of children as they were last, for who builds again and again.

    Of whom nothing was touched, the section is the very same object again: nothing in it is worked out twice.
    """

    def __init__(self) -> None:
        """There is nothing in it yet."""
        self._made_with: tuple[Binder, Edition] | None = None
        self._sections: dict[str, _Heard] = {}
        self._texts = 0

    def open(self, binder: Binder, edition: Edition) -> None:
        """Throw away what was made with anything else."""
        if self._made_with != (binder, edition):
            self._made_with = binder, edition
            self._sections.clear()
            self._texts = 0

    def find(self, student: Student, own: Library) -> _Heard | None:
        """Return the section that was made of the same."""
        found = self._sections.get(student.slug)
        same = found is not None and (found[0].student, found[0].library) == (student, own)
        return found if same else None

    def put(self, slug: str, made: _Heard) -> None:
        """Keep a section, if there is room."""
        old = self._sections.pop(slug, None)
        self._texts += _texts(made) - (_texts(old) if old else 0)
        if self._texts <= _MOST_KEPT:
            self._sections[slug] = made
        else:
            self._texts -= _texts(made)


def _texts(made: _Heard) -> int:
    return len(made[0].materials.prose)


class Press:
    """Turns libraries into editions."""

    def __init__(
        self,
        theme: Theme,
        scribe: Scribe,
        media: Mapping[Path, Media],
        everything: Library,
        reporter: Reporter,
        drawer: Drawer | None = None,
    ) -> None:
        """`media` are the finished pictures and recordings of all editions, by their originals.

        `everything` is the library as it was read; nothing of it is shown, it only tells which links are
        mistakes. The `drawer` is for who makes only one edition, and that again and again.
        """
        self.theme = theme
        self.media = media
        self._scribe = scribe
        self._known = linkable(everything).keys()
        self._reporter = reporter
        self._drawer = drawer

    def sections(
        self, library: Library, edition: Edition, targets: Targets | None = None
    ) -> Iterator[Section]:
        """Yield the sections of an edition, the class's last; meanwhile the texts of the next are converted.

        `library` is narrowed to those whom the edition is for; `targets` is what they can go to, by default
        what is in the library.
        """
        words = words_for(library.classroom.language)
        binder = Binder(linkable(library) if targets is None else targets, self.media, words, self._known)
        for_lists: dict[str, Prose] = {}
        with ThreadPoolExecutor(1) as aside:
            for section in self._converted(binder, library, edition, aside):
                for_lists.update(section.prose_in_lists)
                if not edition.room or edition.student:  # the room's start has no child's pages
                    yield section
        if edition.student is None:
            texts = self._scribe.render(binder.of_class(library), reporter=self._reporter)
            yield Section(None, library, Materials({**for_lists, **texts}, self.media), words, edition)

    def _converted(
        self, binder: Binder, library: Library, edition: Edition, aside: ThreadPoolExecutor
    ) -> Iterator[Section]:
        """Yield the section of each student, with the library that is theirs and the prose of their texts."""
        drawer = self._drawer
        if drawer:
            drawer.open(binder, edition)

        def convert(student: Student, own: Library) -> _Heard:
            heard, whose = RecordingReporter(), student.slug
            made_from = binder.made_from(own)
            texts = binder.of_student(own, whose)
            prose = self._scribe.render(texts, whose=whose, made_from=made_from, reporter=heard)
            return Section(student, own, Materials(prose, self.media), binder.words, edition), heard

        waiting: deque[_Heard | Future[_Heard]] = deque()
        coming = iter(_students(library, edition))
        while True:
            while len(waiting) < _AHEAD and (student := next(coming, None)) is not None:
                own = library.of(student.slug)
                known = drawer.find(student, own) if drawer else None
                waiting.append(known or aside.submit(convert, student, own))
            if not waiting:
                return
            done = waiting.popleft()
            section, heard = made = done.result() if isinstance(done, Future) else done
            if drawer and section.student:
                drawer.put(section.student.slug, made)
            for problem in heard.problems:
                self._reporter.report(problem)
            yield section

    def edition(
        self, library: Library, edition: Edition, progress: Progress, targets: Targets | None = None
    ) -> Printed:
        """Return all of an edition, in memory.

        Raises:
            ThemeError: a template is missing or broken.
        """
        files: dict[str, bytes | Path] = dict(self.around(edition))
        pages = 0
        progress.step("Pages", len(_students(library, edition)) + (edition.student is None))
        for section in self.sections(library, edition, targets):
            files.update(section.media())
            for page in section.pages():
                files[page.path] = self.theme.render(page)
                pages += 1
            if path := section.feed_path:
                files[path] = written(section.feed())
            progress.advance()
        return Printed(files, pages)

    def around(self, edition: Edition) -> Iterator[tuple[str, bytes | Path]]:
        """Yield the files of an edition that are in no section.

        What is to be sealed comes without the theme's files: those lie open, and once.
        """
        if not edition.is_sealed:
            yield from self.theme.assets.items()
            yield "robots.txt", ROBOTS


def _students(library: Library, edition: Edition) -> list[Student]:
    """Return whose texts are looked at."""
    return [student for student in library.students if edition.student in (None, student.slug)]
