"""Takes up all texts of ours and brings every catalogue up to date: `python -m tools.words`.

New texts stand empty in `slc_site/locale/<language>/LC_MESSAGES/slc_site.po` afterwards, to be translated;
texts that are gone are taken out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "slc_site" / "locale"
TEMPLATE = LOCALES / "slc_site.pot"

_NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "both": None,
    "in_language": (2,),
}
_TRIMMED = {"jinja2": {"trimmed": "true", "extensions": "jinja2.ext.i18n", "silent": "false"}}
_PLACES = (
    (ROOT / "slc_site", [("**.py", "python"), ("serve/templates/**.html", "jinja2")]),
    (ROOT / "themes" / "default" / "templates", [("**.html", "jinja2")]),
    (ROOT / "themes" / "default" / "paper", [("**.html", "jinja2")]),
)


def catalogue() -> Catalog:
    """Return every text of ours, with the places it stands in."""
    found = Catalog(project="slc_site", header_comment="# The texts of slc_site.", creation_date=_NO_TIME)
    for folder, methods in _PLACES:
        options = {pattern: _TRIMMED.get(method, {}) for pattern, method in methods}
        for file, line, message, comments, context in extract_from_dir(
            folder, methods, options, keywords=_KEYWORDS, comment_tags=("Translators:",)
        ):
            place = (folder / file).relative_to(ROOT).as_posix()
            found.add(message, locations=[(place, line)], auto_comments=comments, context=context)
    return found


def languages() -> Iterator[tuple[str, Path]]:
    """Yield each language with the file of its catalogue."""
    for file in sorted(LOCALES.glob("*/LC_MESSAGES/slc_site.po")):
        yield file.parent.parent.name, file


def _write(catalogue: Catalog, file: Path) -> None:
    # Without line numbers and times, so that a catalogue changes only when a text does.
    catalogue.header_comment = "# The texts of slc_site."
    catalogue.creation_date = catalogue.revision_date = _NO_TIME
    with file.open("wb") as out:
        write_po(out, catalogue, include_lineno=False, sort_output=True, width=110, omit_header=False)


def main() -> None:
    """Bring the template and all catalogues up to date, and say what is still to be translated."""
    new = catalogue()
    LOCALES.mkdir(exist_ok=True)
    _write(new, TEMPLATE)
    print(f"{len(new)} texts")
    for language, file in languages():
        with file.open("rb") as source:
            known = read_po(source, locale=language)
        known.update(new, no_fuzzy_matching=True)
        known.obsolete.clear()
        _write(known, file)
        missing = sum(1 for message in known if message.id and not _is_translated(message.string))
        print(f"{language}: {missing} to be translated")


def _is_translated(text: object) -> bool:
    return all(text) if isinstance(text, (tuple, list)) else bool(text)


if __name__ == "__main__":
    main()
