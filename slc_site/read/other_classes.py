"""Other classes of the school, as far as a family has to do with them: who is in them, and comes when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from slc_site.model.classroom import Classroom, Student
from slc_site.model.conference import Conference
from slc_site.problems import Problem, Reporter, Severity, SilentReporter
from slc_site.read.classroom import read_classroom, strand_names
from slc_site.read.conferences import read_conferences
from slc_site.read.disk import same, scan
from slc_site.read.names import Names
from slc_site.read.reading import Reader
from slc_site.read.students import read_students, student_names

_LETTERS = re.compile(r"[^\W_]+")


class OtherClass(Struct, frozen=True):
    """A class whose folder was named in `schedule: {also: …}`."""

    folder: str
    """The name of its folder."""
    classroom: Classroom
    names: Names
    """Of its students."""
    students: dict[str, Student]
    """By slug."""
    conference: Conference | None
    """The one that takes place at the same time; None: it has none."""

    def is_called(self, typed: str) -> bool:
        """Is this the class that a family means?"""
        own = {bare(self.classroom.title), bare(self.folder), bare(self.classroom.teacher)} - {""}
        meant = bare(typed)
        return meant in own or any(len(name) > 3 and name in meant for name in own)


def bare(name: str) -> str:
    """Return only the letters and figures of a name: `Room 7` and `room-7` are one."""
    return "".join(_LETTERS.findall(same(name)))


def other_classes(root: Path, conference: Conference, reporter: Reporter, reader: Reader) -> list[OtherClass]:
    """Read the other classes that a conference's schedule names.

    What is wrong inside another class is for its own teacher to hear; that it cannot be read at all is
    reported.

    Args:
        root: This class's folder.
        conference: Of this class.
        reporter: Hears of classes that are not there.
        reader: For the day that it is.
    """
    quiet = Reader(SilentReporter(), reader.today)
    found = []
    for place, folder in enumerate(conference.schedule.also):
        if (root / folder).resolve() == root.resolve():
            continue  # this class knows its own
        other = _read(root / folder, conference, quiet)
        if other is None:
            message = f"There is no class in `{folder}` that I can read."
            hint = "Name the folder that holds its `content`, as seen from this class's: `also: [../room-7]`."
            key = f"schedule.also.{place}"
            where = conference.origin.file
            reporter.report(
                Problem(
                    message, where, conference.schedule.line, key, hint, Severity.WARNING, "no-such-class"
                )
            )
        else:
            found.append(other)
    return found


def _read(root: Path, ours: Conference, reader: Reader) -> OtherClass | None:
    if not (root / "content").is_dir():
        return None
    content = scan(str(root / "content"), "content", reader.reporter)
    classroom = read_classroom(content, reader)
    if classroom is None:
        return None
    enrolled, left_out = read_students(content, classroom, reader)
    names = student_names(enrolled, left_out)
    strands = strand_names(classroom.strands)
    conferences, _ = read_conferences(content, classroom, strands, names, reader)
    return OtherClass(
        folder=root.resolve().name,
        classroom=classroom,
        names=names,
        students={each.student.slug: each.student for each in enrolled},
        conference=_same_time(conferences, ours),
    )


def _same_time(conferences: Iterable[Conference], ours: Conference) -> Conference | None:
    """Return the conference of the same name, else the only one of the same term."""
    each = list(conferences)
    named = [one for one in each if same(one.slug) == same(ours.slug)]
    of_term = [one for one in each if ours.term and one.term and same(one.term) == same(ours.term)]
    return named[0] if named else of_term[0] if len(of_term) == 1 else None
