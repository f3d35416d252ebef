"""A class in one minute: what can be guessed is guessed, and nothing is published until somebody says so."""

from __future__ import annotations

import os
import re
import shutil
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from slc_site.desk.quoting import line, scalar, tidy
from slc_site.desk.refusal import RefusalError
from slc_site.desk.roster import Child
from slc_site.desk.sheets import filled, write_new
from slc_site.desk.slugs import free, slug_of

_UNFINISHED = ".slc-begun"
_IGNORED = """\
# What slc makes: it can be made again, and some of it is private.
/output/
/keepsakes/
/archives/
/print/
/.slc/
"""


@dataclass(frozen=True, slots=True)
class NewClass:
    """What somebody said about a class that begins; what is empty is guessed or left to be filled in."""

    title: str = ""
    school: str = ""
    teacher: str = ""
    language: str = "en"
    children: tuple[Child, ...] = ()


@dataclass(frozen=True, slots=True)
class Begun:
    """What was made."""

    content: Path
    title: str
    students: tuple[str, ...]
    """The names of the students' folders, in the order of the list."""


def begin(folder: Path, wanted: NewClass, today: date) -> Begun:
    """Make `content/` in a folder, which need not exist, all of it or nothing.

    Raises:
        RefusalError: there is a class already, or something else in the way.
        OSError: the disk says no; nothing was made.
    """
    content = folder / "content"
    if content.exists() or content.is_symlink():
        raise RefusalError(
            f"There is a class in {folder} already (its folder content), and it stays as it is. "
            "To add to it: slc new student. To begin another class, name another folder."
        )
    if folder.exists() and not folder.is_dir():
        raise RefusalError(f"{folder} is a file. Name a folder for the class.")
    title = tidy(wanted.title) or _title_of(folder)
    slugs: list[str] = []
    for child in wanted.children:
        slugs.append(free(slug_of(child.name, "student"), slugs))
    files = {"class.yml": _class_sheet(wanted, title, today), "pages/welcome.md": filled("welcome.md")}
    season, sheet = _conference(today)
    files[f"conferences/{season}/conference.yml"] = sheet
    common = _words(title, wanted.school, wanted.teacher, *(child.name for child in wanted.children))
    for slug, child in zip(slugs, wanted.children, strict=True):
        files[f"students/{slug}/student.yml"] = student_sheet(child, common)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / _UNFINISHED
    try:
        for name, text in files.items():
            write_new(unfinished / name, text)
        (unfinished / "students").mkdir(exist_ok=True)
        unfinished.rename(content)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    if not (folder / ".gitignore").exists():
        write_new(folder / ".gitignore", _IGNORED)
    return Begun(content, title, tuple(slugs))


def student_sheet(child: Child, common: frozenset[str]) -> str:
    """Return a `student.yml`; `common` are words in small letters that stand on the site anyway."""
    surname = line("surname", child.surname, "Lovelace", "never published")
    if child.surname.casefold() in common:
        surname += "\nsurname_is_a_word: yes        # it is on the pages anyway: it counts with the name only"
    return filled(
        "student.yml",
        name=line("name", child.name, about="the only name that is ever published"),
        surname=surname,
        home_language=line("home_language", child.language, "es", "what the family reads"),
    )


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in re.findall(r"[\w’'-]+", text.casefold()))


def _title_of(folder: Path) -> str:
    words = tidy(re.sub(r"[-_]+", " ", folder.resolve().name))
    return words[:1].upper() + words[1:] if words else "Our class"


def _class_sheet(wanted: NewClass, title: str, today: date) -> str:
    first = _first_year(today)
    terms = (
        ("fall", "Fall", date(first, 9, 1), date(first, 12, 18)),
        ("winter", "Winter", date(first + 1, 1, 5), date(first + 1, 3, 26)),
        ("spring", "Spring", date(first + 1, 3, 29), date(first + 1, 6, 25)),
    )
    return filled(
        "class.yml",
        title=scalar(title),
        school=line("school", wanted.school, "Maple Street School"),
        teacher=line("teacher", wanted.teacher, "Ms. Okafor"),
        contact=line("contact", "", "room12@maple.example", "how families reach you"),
        year=f"{first}-{first + 1}",
        language=wanted.language,
        timezone=line("timezone", _timezone(), "America/Regina"),
        terms="\n".join(
            f"  - {{id: {id}, title: {title}, start: {start}, end: {end}}}" for id, title, start, end in terms
        ),
    )


def _conference(today: date) -> tuple[str, str]:
    """Return the name and the sheet of the conference that comes next."""
    first = _first_year(today)
    in_fall = today.year == first
    season, kind, day = (
        ("fall", "first", date(first, 11, 19)) if in_fall else ("spring", "second", date(first + 1, 4, 15))
    )
    return season, conference_sheet(f"{season.capitalize()} conferences", kind, season, day)


def conference_sheet(title: str, kind: str, term: str, day: date) -> str:
    """Return a `conference.yml` for about that day; `term` is empty when it belongs to none."""
    return filled(
        "conference.yml", title=scalar(title), kind=kind, term=line("term", term, "fall"), day=str(day)
    )


def _first_year(today: date) -> int:
    """Return the year in which the school year began, or will begin when it is summer."""
    return today.year if today.month >= 7 else today.year - 1


def _timezone() -> str:
    """Return the time zone that this computer is set to, or an empty text when it does not say."""
    for name in (os.environ.get("TZ", ""), *_zone_files()):
        found = name.partition("zoneinfo/")[2] or name.lstrip(":")
        try:
            zone = zoneinfo.ZoneInfo(found) if "/" in found and not Path(found).is_absolute() else None
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            continue
        if zone is not None:
            return found
    return ""


def _zone_files() -> Iterable[str]:
    try:
        yield str(Path("/etc/localtime").readlink())
    except OSError:  # Windows, or a computer that keeps a copy there
        return
