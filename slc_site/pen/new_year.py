"""The next school year: a class begun from this one, and children who move up with what they have made.

Nothing of the present year is changed: what comes along is copied into another folder. What was signed,
graded, measured or said at conferences stays behind; it is asked, written and said anew.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from slc_site.build.trouble import telling
from slc_site.desk.slugs import free
from slc_site.model.classroom import Student
from slc_site.model.conference import ConferenceKind
from slc_site.model.library import Library
from slc_site.pen.editing import Layout, UnwritableError, document, edited
from slc_site.pen.splices import Change
from slc_site.problems import Reporter
from slc_site.read.document import Form
from slc_site.read.fields import Value
from slc_site.read.shapes import names_of
from slc_site.read.shapes_classroom import ClassShape, StudentShape
from slc_site.read.shapes_conference import ConferenceShape

_CLASS = Layout(Form.FIELDS, frozenset(names_of(ClassShape)))
_STUDENT = Layout(Form.FIELDS, frozenset(names_of(StudentShape)))
_CONFERENCE = Layout(Form.FIELDS, frozenset(names_of(ConferenceShape)))
_BEGUN = ".slc-begun"
"""What is not whole yet; its name begins with a point, so that nobody reads it."""
_AS_THEY_ARE = ("pages", "prompts", "report-cards", "letters")
"""The class's own folders that the next year begins with."""
_YEARS = re.compile(r"\d{4}|(?<=[/\u2013-])\d{2}(?!\d)")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_KEY = ("publish", "key")
_CHILDS = "students"


@dataclass(frozen=True, slots=True)
class Moved:
    """A child who moved up."""

    name: str
    slug: str
    """The name of the child's folder in the new class."""
    posts: int
    """How many pieces came along from the year that ends."""


@dataclass(frozen=True, slots=True)
class NewYear:
    """What was made."""

    folder: Path
    """Holds the new `content/`."""
    year: str
    """What the new year is called; empty: the class that the children came to says it itself."""
    moved: tuple[Moved, ...]
    conferences: tuple[str, ...]
    """Titles of those that came along, without their days."""


def year_after(year: str) -> str:
    """Return what the year after is called: `2027-2028` after `2026-2027`, `2027/28` after `2026/27`."""

    def next_one(found: re.Match[str]) -> str:
        width = len(found[0])
        return f"{(int(found[0]) + 1) % 10**width:0{width}}"

    return _YEARS.sub(next_one, year)


def year_of(library: Library) -> str:
    """Return a folder's name for the year that ends; of a class that does not say, by its newest work."""
    named = re.sub(r"[^\w-]+", "-", library.classroom.year.strip()).strip("-")
    if named:
        return named
    newest = max((post.date for post in library.posts), default=date.today())
    first = newest.year if newest.month >= 7 else newest.year - 1
    return f"{first}-{first + 1}"


def start(
    root: Path, library: Library, folder: Path, students: Sequence[Student], reporter: Reporter
) -> NewYear:
    """Begin the next year in a folder, or let children join the class that is there.

    Args:
        root: The folder of the year that ends.
        library: All of it.
        folder: Of the new year; is made, or has a class already.
        students: Who moves up.
        reporter: Hears whose file cannot be written; that child stays behind.

    Raises:
        UnwritableError: the class's own file cannot be written; nothing was made.
        OutputError: the disk says no; what is there is whole, each child for itself.
    """
    content = folder / "content"
    with telling(str(folder)):
        joins = content.exists()
        folder.mkdir(parents=True, exist_ok=True)
        made = folder / _BEGUN
        shutil.rmtree(made, ignore_errors=True)
        try:
            conferences: tuple[str, ...] = ()
            if not joins:
                conferences = _begin(root, library, made / "content", bool(students))
            moved = tuple(_move(root, library, student, made, content, reporter) for student in students)
            if not joins:
                (made / "content").rename(content)
                _copy(root / "themes", folder / "themes")
                _copy_file(root / ".gitignore", folder / ".gitignore")
                _copy_file(root.joinpath(".slc", *_KEY), folder.joinpath(".slc", *_KEY))
        finally:
            shutil.rmtree(made, ignore_errors=True)
    year = "" if joins else year_after(library.classroom.year)
    return NewYear(folder, year, tuple(filter(None, moved)), conferences)


# -- the class ----------------------------------------------------------------------------------------------


def _begin(root: Path, library: Library, content: Path, grows: bool) -> tuple[str, ...]:
    """Write the class without its children; return the titles of the conferences that came along."""
    label = library.classroom.origin.file
    before = (root / label).read_bytes().decode()
    fields = document(before, _CLASS, label).fields
    changes = [Change(("consent",), ""), Change(("holidays",), "")]
    if library.classroom.year:
        changes.append(Change(("year",), year_after(library.classroom.year)))
    if grows and library.classroom.grade is not None:
        changes.append(Change(("grade",), str(library.classroom.grade + 1)))
    changes += _a_year_later(fields.get("terms"))
    after = edited(before, changes, _CLASS, label)
    (content / _CHILDS).mkdir(parents=True)
    (content / "class.yml").write_bytes(after.encode())
    for name in _AS_THEY_ARE:
        _copy(root / "content" / name, content / name)
    for measure in library.measures:
        table = content / "measures" / measure.spec.file
        table.parent.mkdir(exist_ok=True)
        table.write_text("student,date,value\n", encoding="utf-8")
    return tuple(_conferences(root, library, content))


def _conferences(root: Path, library: Library, content: Path) -> Iterator[str]:
    """Write the plans of the class's conferences without their days; yield their titles. Parties are once."""
    days = [Change(("schedule", key), "") for key in ("windows", "slots", "breaks")]
    days += [Change(("planner", key), "") for key in ("date", "done")]
    for one in library.conferences:
        if one.kind is ConferenceKind.PARTY:
            continue
        label = one.origin.file
        try:
            text = (root / label).read_bytes().decode()
            named = _named_days(document(text, _CONFERENCE, label).fields.get("planner"))
            plan = edited(text, [*days, *named], _CONFERENCE, label)
        except UnwritableError:  # it is written in a way that cannot be taken apart: it is made anew
            continue
        file = content / Path(label).relative_to("content")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(plan.encode())
        yield one.title


def _named_days(planner: Value | None) -> Iterator[Change]:
    """Yield changes that take the very days out of a planner's steps."""
    steps = planner.get("steps") if isinstance(planner, Mapping) else None
    for place, step in enumerate(steps if isinstance(steps, list) else ()):
        if isinstance(step, Mapping) and "date" in step:
            yield Change(("planner", "steps", place, "date"), "")


def _a_year_later(terms: Value | None) -> Iterator[Change]:
    for place, term in enumerate(terms if isinstance(terms, list) else ()):
        for key in ("start", "end"):
            day = term.get(key) if isinstance(term, Mapping) else None
            found = _DAY.fullmatch(day.strip()) if isinstance(day, str) else None
            if found:
                year, rest = int(found[1]) + 1, f"{found[2]}-{found[3]}"
                yield Change(("terms", place, key), f"{year}-{'02-28' if rest == '02-29' else rest}")


# -- the children -------------------------------------------------------------------------------------------


def _move(
    root: Path, library: Library, student: Student, made: Path, content: Path, reporter: Reporter
) -> Moved | None:
    """Bring one child into the new class; None: its own file cannot be written, which was reported."""
    label = student.origin.file
    source = (root / label).parent
    try:
        file = edited((root / label).read_bytes().decode(), [Change(("consent",), "")], _STUDENT, label)
    except UnwritableError as error:
        reporter.report(error.problem)
        return None
    home = content if content.exists() else made / "content"
    there = {path.name.casefold() for path in (home / _CHILDS).glob("*")}
    slug = student.slug if student.slug.casefold() not in there else free(student.slug, there)
    target = made / "child"
    target.mkdir(parents=True)
    (target / "student.yml").write_bytes(file.encode())
    for picture in source.iterdir():
        if picture.name != "student.yml":
            _copy_file(picture, target / picture.name)
    _copy(source / "earlier", target / "earlier")
    year = free(year_of(library), {path.name for path in (target / "earlier").glob("*")})
    for room in ("posts", "goals"):
        _copy(source / room, target / "earlier" / year / room)
    (home / _CHILDS).mkdir(exist_ok=True)
    target.rename(home / _CHILDS / slug)
    return Moved(student.name, slug, len(library.posts_of(student.slug)))


def _copy(source: Path, target: Path) -> None:
    """Copy the plain files of a folder, if there is one; links are passed over, as when a class is read."""
    if source.is_symlink():
        return
    for place, folders, names in os.walk(source):
        folders[:] = [name for name in folders if not name.startswith(".")]
        here = target / Path(place).relative_to(source)
        for name in names:
            _copy_file(Path(place, name), here / name)


def _copy_file(source: Path, target: Path) -> None:
    """Copy a plain file with its time; nothing happens when it is none."""
    if source.exists() and stat.S_ISREG(source.lstat().st_mode):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
