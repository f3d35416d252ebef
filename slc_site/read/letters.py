"""Letters in the teacher's own words: `letters/<kind>.md`, and `letters/<kind>.<language>.md`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from slc_site.model.classroom import Classroom
from slc_site.model.family_letters import LetterKind, OwnLetter
from slc_site.problems import Problem, Reporter, Severity
from slc_site.read.disk import File, scan
from slc_site.read.document import Form
from slc_site.read.languages import language_tag
from slc_site.read.listing import listed
from slc_site.read.names import Names
from slc_site.read.reading import Reader
from slc_site.read.shapes_letters import OwnLetterShape

FOLDER = "letters"
_KINDS = tuple(kind.value for kind in LetterKind if not kind.is_of_the_child)


def read_letters(root: Path, classroom: Classroom, reporter: Reporter) -> tuple[OwnLetter, ...]:
    """Return the class's own letters; what cannot be used is reported.

    Args:
        root: The folder that holds `content/`.
        classroom: A letter without a language in its name is in the class's.
        reporter: Hears what is left out, and why.
    """
    content = scan(str(root / "content"), "content", reporter)
    if FOLDER not in content.folders:
        return ()
    reader = Reader(reporter, date.today())
    folder = content.enter(FOLDER, reporter)
    found = (_letter(file, classroom, reader) for file in listed(folder, ".md", "letter", reporter))
    return tuple(letter for letter in found if letter is not None)


def _letter(file: File, classroom: Classroom, reader: Reader) -> OwnLetter | None:
    name, _, tag = file.stem.partition(".")
    kinds = Names("kind of letter", _KINDS)
    kind, language = kinds.find(name), language_tag(tag) if tag else classroom.language
    if kind is None or language is None:
        what = f"There is no letter `{name}`" if kind is None else f"I know no language `{tag}`"
        hint = kinds.hint(name) if kind is None else "Write it like `invitation.es.md`."
        reader.reporter.report(
            Problem(f"{what}, so this is left out.", file.label, hint=hint, code="no-such-thing")
        )
        return None
    sheet = reader.sheet(file, Form.MARKDOWN, OwnLetterShape)
    if sheet is None:
        return None
    if not sheet.document.body.strip():
        reader.reporter.report(
            Problem(
                "There is nothing in this letter, so ours is used.",
                file.label,
                severity=Severity.WARNING,
                code="empty",
            )
        )
        return None
    return OwnLetter(LetterKind(kind), language, sheet.shape.subject, sheet.document.body, sheet.origin)
