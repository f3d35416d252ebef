"""Conference folders as files: for each child a folder with its PDF and the work that it has chosen."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from slc_site.build.keepsake_zip import write_zip
from slc_site.build.proof import Proof
from slc_site.build.site import Site
from slc_site.build.trouble import telling
from slc_site.model.library import Library
from slc_site.paper.job import Job
from slc_site.paper.parts import Part
from slc_site.paper.pdf import pdf_of
from slc_site.paper.sheet import Sheet
from slc_site.paper.works import Work, chosen_works, taken_along
from slc_site.problems import Reporter
from slc_site.render import urls
from slc_site.share.guard import SurnameGuard, plain

FOLDER_NAME = "my-folder.pdf"
_NO_WORDS = re.compile(r"<head>.*?</head>|data:[^\"]*", re.DOTALL)
"""Of a document: its looks, and pictures as letters, in which any short name would be found."""


class Zipped(Struct, frozen=True):
    """What came of it."""

    file: Path
    students: tuple[str, ...]
    """Slugs of those whose folder is in it."""
    works: int
    stay_here: int
    """So many pieces may not leave this computer: they are not for families, or somebody else is in them."""


class FolderZip:
    """Makes the zip of a class."""

    def __init__(
        self,
        site: Site,
        library: Library,
        drawn: Callable[[list[Sheet], str], str],
        reporter: Reporter,
    ) -> None:
        """`library` has everything in it; `drawn` makes a document of sheets, with a title."""
        self._site = site
        self._library = library
        self._drawn = drawn
        self._reporter = reporter
        self._works = 0
        self._stay_here = 0

    def make(self, name: str, part: Part, jobs: Iterable[Job]) -> Zipped:
        """Write the zip into `print/` and return what is in it.

        A child whose papers hold somebody's surname, or a recording that tells more than one hears, is left
        out, and that is reported.

        Args:
            name: Of the file, without its ending.
            part: Makes the sheets of a child's folder.
            jobs: One for each child.

        Raises:
            NoPdfError: nothing on this computer can make a PDF.
            OutputError: the disk refuses.
            ThemeError: a sheet cannot be drawn.
        """
        files: dict[str, bytes | Path] = {}
        students = []
        for job in jobs:
            own = self._of_child(part, job)
            if own:
                top = urls.address(job.child.slug)
                files |= {f"{top}/{path}": content for path, content in own.items()}
                students.append(job.child.slug)
        file = self._site.paper / f"{name}.zip"
        with telling("print"):
            self._site.paper.mkdir(mode=0o700, exist_ok=True)
            write_zip(file, files)
            for path, rights in ((self._site.paper, 0o700), (file, 0o600)):
                with contextlib.suppress(OSError):  # some network folders know no rights
                    path.chmod(rights)
        return Zipped(file, tuple(students), self._works, self._stay_here)

    def _of_child(self, part: Part, job: Job) -> dict[str, bytes | Path]:
        sheets = list(part.sheets_of_child(taken_along(self._library, job)))
        works, stay_here = chosen_works(self._site, self._library, job, self._reporter)
        child = job.child
        pages = {FOLDER_NAME: self._drawn(sheets, child.name)}
        pages |= {f"{work.name}.pdf": self._drawn([work.sheet], work.title) for work in works}
        if self._is_refused(job, pages, works):
            return {}
        files: dict[str, bytes | Path] = {name: pdf_of(page, self._reporter) for name, page in pages.items()}
        for work in works:
            files |= work.recordings
        self._works += len(works)
        self._stay_here += stay_here
        return files

    def _is_refused(self, job: Job, pages: dict[str, str], works: list[Work]) -> bool:
        """Look once more at what would leave in a child's hand: report, and say whether it must not."""
        whole = self._library.student[job.child.slug]
        surname = plain(whole.surname.strip()).casefold()
        # A family's own name may stand there; so may a brother's, which is the same.
        others = [one for one in self._library.students if plain(one.surname.strip()).casefold() != surname]
        guard = SurnameGuard(others, would=f"go into the folder of {whole.name}")
        for name, page in pages.items():
            guard.look(f"{name}.html", _NO_WORDS.sub("", page).encode("utf-8"))
        file = self._site.state / "folders" / f"{urls.address(whole.slug)}.json"
        media = {path: made for work in works for path, made in work.media.items()}
        with telling(".slc"):
            problems = [*guard.problems, *Proof(file, self._site.root).telling(media)]
        for problem in problems:
            self._reporter.report(problem)
        return bool(problems)
