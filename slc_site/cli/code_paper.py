"""Families' codes on paper: what is made of them, and where it may lie."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from slc_site.cli.session import MisuseError, Session

if TYPE_CHECKING:
    from slc_site.build.site import Site
    from slc_site.cli.code_table import Way
    from slc_site.model.library import Library

CARDS = "codes"
"""The file in `print/`, without its ending."""
_OURS = b"slc codes: for one family each, keep private"
"""Stands in each file of cards, where nobody reads: only a file with it is ever replaced."""
_PAGES = {".html", ".htm"}


def page_of(
    session: Session, site: Site, library: Library, some: Iterable[Way], size: str | None = None
) -> str:
    """Return the cards for the families among these as a document."""
    from slc_site.cli.printing import document, paper_meant
    from slc_site.paper.job import FamilyCode, no_conference
    from slc_site.paper.pack import Pack
    from slc_site.paper.parts import PARTS
    from slc_site.share.keyring import Whose

    codes = tuple(
        FamilyCode(way.names, way.language, way.code.door, way.code.words, way.link)
        for way in some
        if way.whose is Whose.FAMILY
    )
    classroom = library.classroom
    made = Pack(
        site,
        library,
        no_conference(classroom),
        paper_meant(library, size),
        session.reporter,
        codes=codes,
    )
    sheets = [sheet for part in PARTS if part.name == "codes" for sheet in made.sheets(part)]
    return document(session, classroom, made.size, sheets, classroom.title, classroom.language)


def keep_here(site: Site, session: Session, html: str, *, as_html: bool = False) -> Path:
    """Put cards into `print/`, which git passes over from now on, and return the file.

    Raises:
        OutputError: the disk refuses.
    """
    from slc_site.build.trouble import telling
    from slc_site.paper.tray import keep
    from slc_site.share.keyfile import keep_private

    with telling("print"):
        keep_private(site.paper)
    return keep(site, CARDS, html, session.reporter, as_html=as_html)


def keep_there(site: Site, session: Session, html: str, file: Path) -> Path:
    """Put cards into a file that somebody named, and return it; a page where it ends so, else a PDF.

    Raises:
        MisuseError: it would be published, or take the place of somebody's file.
        OutputError: the disk refuses.
    """
    from slc_site.build.trouble import telling
    from slc_site.paper.pdf import NoPdfError, pdf_of
    from slc_site.share.keyfile import write_private

    _refuse(site, file)
    made = _signed_page(html)
    if file.suffix.lower() not in _PAGES:
        try:
            made = _signed(pdf_of(html, session.reporter))
        except NoPdfError as error:
            session.reporter.report(error.problem)
            file = file.with_suffix(".html")
            _refuse(site, file)
    with telling(str(file)):
        write_private(file, made)
    return file


def throw_away(site: Site) -> None:
    """Take away cards with codes that are old now, so that nobody hands them out."""
    for ending in ("pdf", "html"):
        (site.paper / f"{CARDS}.{ending}").unlink(missing_ok=True)


def _signed_page(html: str) -> bytes:
    return html.encode("utf-8") + b"<!-- " + _OURS + b" -->\n"


def _signed(made: bytes) -> bytes:
    """Return a PDF with a comment before its last lines, where none of its addresses is moved by it."""
    before, mark, after = made.rpartition(b"startxref")
    return before + b"%" + _OURS + b"\n" + mark + after


def _refuse(site: Site, file: Path) -> None:
    """Refuse what would be published, or would take the place of somebody's file."""
    whole = file.resolve()
    if any(whole.is_relative_to(place) for place in (site.output, site.content)):
        raise MisuseError(f"{file} would be uploaded or read with the class. Name another folder.")
    if file.is_dir():
        raise MisuseError(f"{file} is a folder. Name a file, such as {file / f'{CARDS}.pdf'}")
    if file.exists() and _OURS not in file.read_bytes():
        raise MisuseError(f"There is a file {file} already, with something else in it. Name another one.")
