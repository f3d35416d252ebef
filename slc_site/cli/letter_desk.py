"""Makes letters home as they were asked for, and says what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from msgspec import Struct
from msgspec.structs import replace

from slc_site.cli.session import MisuseError, Session
from slc_site.cli.summary import counted
from slc_site.model.family_letters import LetterKind

if TYPE_CHECKING:
    from slc_site.model.conference import Conference
    from slc_site.model.library import Library
    from slc_site.paper.households import Household
    from slc_site.paper.letters import Letter
    from slc_site.paper.sheet import Drawing, Sheet
    from slc_site.problems import Problem


class How(Struct, frozen=True):
    """What was asked for."""

    kind: LetterKind
    form: str
    apart: bool
    size: str | None
    one_sided: bool
    open_browser: bool


class LetterDesk:
    """One run of the command."""

    def __init__(self, context: click.Context, session: Session, how: How) -> None:
        self._context = context
        self._session = session
        self._how = how
        self._kind = how.kind
        self._form = how.form
        self._has_no_pdf = False
        self._is_all = True
        self._site = session.site()
        self._library: Library = session.library("There are no letters: the class cannot be read.")

    # -- making them ----------------------------------------------------------------------------------

    def make(self, conference_typed: str | None, typed: tuple[str, ...]) -> NoReturn:
        """Make the letters, and end the command."""
        from slc_site.render.theme_folders import ThemeError

        conference, students = self._meant(conference_typed, typed)
        if not students:
            self._context.exit(
                self._session.end("There are no letters: the class has no children yet.", None)
            )
        self._is_all = not typed
        if self._kind.is_of_the_child and self._form in ("sms", "call", "email"):
            raise MisuseError("The child's own letter is for paper: --as pdf or --as page.")
        drawing = self._drawing()
        homes = self._homes(students)
        try:
            if self._kind.is_of_the_child:
                sheets = [(home, self._portfolio(conference, home, drawing)) for home in homes]
                self._end(self._written(conference, sheets, drawing), homes, [])
            made = self._letters(conference, homes, drawing)
            if self._form in ("email", "sms"):
                self._end(self._tables(conference, made), homes, made)
            from slc_site.paper.letter_forms import call, sheet

            draw: Callable[[Letter], Sheet] = call if self._form == "call" else sheet
            sheets = [(one.household, draw(one)) for one in made]
            self._end(self._written(conference, sheets, drawing), homes, made)
        except ThemeError as error:
            self._stop(error.problem)

    def _meant(self, typed: str | None, students: tuple[str, ...]) -> tuple[Conference, tuple[str, ...]]:
        """Return the conference and the slugs of the children."""
        from slc_site.cli.conference_day import conference_meant, students_meant
        from slc_site.model.conference import ConferenceKind

        held = self._library.conference[conference_meant(self._library, typed)]
        if held.kind is ConferenceKind.PARTY:
            raise MisuseError("A party has its own invitation: slc print party.")
        everybody = tuple(student.slug for student in self._library.students)
        return held, students_meant(self._library, students) or everybody

    def _drawing(self) -> Drawing:
        from slc_site.paper.sheet import Drawing
        from slc_site.paper.sizes import PaperSize, paper_of
        from slc_site.render.theme_folders import ThemeError, find_theme

        room = self._library.classroom
        try:
            chain = find_theme(room.theme, self._site.themes, self._session.reporter, file=room.origin.file)
        except ThemeError as error:
            self._stop(error.problem)
        size = PaperSize(self._how.size) if self._how.size else paper_of(room)
        return Drawing(chain, size, self._session.reporter)

    def _homes(self, slugs: Sequence[str]) -> list[Household]:
        from slc_site.paper.households import households
        from slc_site.problems import RecordingReporter, Severity
        from slc_site.render.urls import DOORS
        from slc_site.share.access import PUBLIC, narrow
        from slc_site.share.lookup import ring_for

        students = [student for student in self._library.students if student.slug in slugs]
        has_locks = (self._site.output / DOORS).exists()
        everybody = [student.slug for student in self._library.students]
        heard = RecordingReporter()
        ring = ring_for(self._site.ring, everybody, has_locks, heard)
        for problem in heard.problems:
            if problem.severity is Severity.ERROR:  # a letter without its code would be taken for a whole one
                self._stop(problem)
            self._session.reporter.report(problem)
        public = frozenset(one.slug for one in narrow(self._library, PUBLIC).library.students)
        return list(households(self._library, students, ring, public))

    def _letters(self, conference: Conference, homes: Sequence[Household], drawing: Drawing) -> list[Letter]:
        from slc_site.cli.bring_in import clock
        from slc_site.paper.letters import Letters
        from slc_site.read.letters import read_letters

        own = read_letters(self._site.root, self._library.classroom, self._session.reporter)
        today = clock(self._library)().date()
        made = Letters(self._library, conference, self._kind, own, drawing.words, today)
        for problem in made.problems(homes):
            self._session.reporter.report(problem)
        return [made.letter(home) for home in homes]

    def _portfolio(self, conference: Conference, home: Household, drawing: Drawing) -> Sheet:
        from slc_site.paper.portfolio_letter import portfolio_letter

        wanted = home.student.home_language or self._library.classroom.language
        return portfolio_letter(self._library, conference, home, drawing.words(wanted))

    # -- files ----------------------------------------------------------------------------------------

    def _written(
        self, conference: Conference, sheets: Sequence[tuple[Household, Sheet]], drawing: Drawing
    ) -> list[Path]:
        """Write the letters as they are wanted; return the files."""
        name = f"{self._kind.value}-calls" if self._form == "call" else self._kind.value
        room = self._library.classroom
        pages: Iterable[tuple[str, Sequence[Sheet], str, str]]
        if self._form == "page" or self._how.apart:
            pages = (
                (f"{name}/{home.slug}", [sheet], f"{conference.title}: {home.student.name}", sheet.language)
                for home, sheet in sheets
            )
        else:
            # Printed on both sides, each begins on paper of its own.
            begins = "page" if self._how.one_sided else "right"
            every = [replace(sheet, begins=begins) for _, sheet in sheets]
            pages = [(name, every, conference.title, room.language)]
        return self._keep(
            conference,
            dict(
                self._file(name, drawing.document(some, title, language))
                for name, some, title, language in pages
            ),
        )

    def _file(self, name: str, page: str) -> tuple[str, bytes]:
        """Return a page as the file that is wanted; where no PDF can be made, as a page to print."""
        if self._form == "pdf" and not self._has_no_pdf:
            from slc_site.paper.pdf import NoPdfError, pdf_of

            try:
                return f"{name}.pdf", pdf_of(page, self._session.reporter)
            except NoPdfError as error:
                self._has_no_pdf = True  # said once
                self._session.reporter.report(error.problem)
        return f"{name}.html", page.encode("utf-8")

    def _tables(self, conference: Conference, made: Sequence[Letter]) -> list[Path]:
        from slc_site.paper.letter_forms import email, emails_table, messages_table

        name = f"{self._kind.value}-{self._form}"
        table = emails_table(made) if self._form == "email" else messages_table(made)
        files = {f"{name}.csv": table.encode("utf-8-sig")}  # the mark tells spreadsheets that it is UTF-8
        if self._form == "email":
            for one in made:
                files[f"{name}/{one.household.slug}.txt"] = f"{one.subject}\n\n{email(one)}".encode()
        return self._keep(conference, files)

    def _keep(self, conference: Conference, files: dict[str, bytes]) -> list[Path]:
        from slc_site.build.trouble import OutputError
        from slc_site.paper.letter_tray import keep_letters

        try:
            return keep_letters(self._site, conference.slug, files, is_all=self._is_all)
        except OutputError as error:
            self._stop(error.problem)

    # -- what is said ---------------------------------------------------------------------------------

    def _end(self, files: Sequence[Path], homes: Sequence[Household], made: Sequence[Letter]) -> NoReturn:
        from slc_site.paper.letter_forms import shows_code

        base = self._session.base
        shown = [file.relative_to(self._site.root) for file in files]
        where = shown[0] if len(shown) == 1 or shown[0].suffix == ".csv" else shown[0].parent
        said = [f"{counted(len(homes), 'letter', 'letters')} in {base / where}", *self._grades(made)]
        shows = self._kind.is_of_the_child or any(map(shows_code, made))
        if shows and any(home.code for home in homes) and self._form in ("pdf", "page", "email"):
            said.append("Each has the code of that family: hand it to nobody else, and never upload it.")
        if self._how.open_browser and files:
            import webbrowser

            webbrowser.open(files[0].as_uri())
        result = {
            "files": [str(file) for file in files],
            "letters": len(homes),
            "reading_grade": {one.words.code: _grade(one) for one in reversed(made)},
        }
        self._context.exit(self._session.end("\n".join(said), result))
        raise AssertionError  # exit never returns

    def _grades(self, made: Sequence[Letter]) -> Iterator[str]:
        """Say how hard the letters are to read, once for each language."""
        for code, one in {one.words.code: one for one in reversed(made)}.items():
            grade = _grade(one)
            name = one.words.locale.english_name or code
            yield f"{name}: {'reading grade not measured' if grade is None else f'reading grade {grade}'}"

    def _stop(self, problem: Problem) -> NoReturn:
        self._session.reporter.report(problem)
        self._context.exit(self._session.end("Nothing was made.", None))
        raise AssertionError  # exit never returns


def _grade(letter: Letter) -> int | None:
    from slc_site.paper.letter_forms import reading_grade

    return reading_grade(letter)
