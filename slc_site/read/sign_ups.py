"""`conferences/<conference>/sign-ups.csv`: which times families would like, as a sign-up tool exports it.

Read only when times are given out: no build and no page ever sees it. A row that cannot be used is told with
its line, all others count; of two answers of one family the later one does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from slc_site.model.classroom import Student
from slc_site.model.conference import Conference
from slc_site.model.library import Library
from slc_site.model.schedule import Attend
from slc_site.model.sign_up import SignUp, SignUps, Times
from slc_site.model.student_conference import StudentConference
from slc_site.problems import Reporter, Severity
from slc_site.read import sign_up_columns as column
from slc_site.read.decoding import decode
from slc_site.read.disk import read_bytes, same, scan
from slc_site.read.languages import language_named
from slc_site.read.names import Names
from slc_site.read.other_classes import OtherClass, other_classes
from slc_site.read.reading import Reader
from slc_site.read.row_problems import RowError, RowProblems
from slc_site.read.rows import rows_of
from slc_site.read.siblings import Kin
from slc_site.read.told import FileReporter
from slc_site.read.told_times import read_times
from slc_site.read.unreadable import UnreadableError
from slc_site.read.values import shown

FILE = "sign-ups.csv"
_YES = frozenset(
    {"yes", "y", "true", "x", "1", "sí", "si", "oui", "ja", "так", "نعم", "是", "please", "✓", "✔"}
)
_NO = frozenset({"", "no", "n", "false", "0", "none", "non", "nein", "ні", "لا", "否", "-", "–", "n/a"})
_NOT_COMING = re.compile(
    r"\b(?:cannot|can ?not|can[’']?t)\b(?: (?:come|make it|attend)(?: at all)?)?[.!]?$"
    r"|not coming|no puedo|^never$"
)
_ALWAYS = re.compile(r"^(?:all|everything|every day|always|any ?time|all times)$")
_ATTEND: Mapping[str, Attend] = {
    "phone": Attend.PHONE, "telephone": Attend.PHONE, "call": Attend.PHONE, "teléfono": Attend.PHONE,
    "video": Attend.VIDEO, "zoom": Attend.VIDEO, "meet": Attend.VIDEO, "teams": Attend.VIDEO,
    "online": Attend.VIDEO, "remote": Attend.VIDEO, "person": Attend.IN_PERSON, "school": Attend.IN_PERSON,
    "persona": Attend.IN_PERSON,
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def read_sign_ups(
    root: Path, library: Library, conference: Conference, reporter: Reporter, reader: Reader
) -> SignUps:
    """Return what the families of a class answered, in the sign-ups and in their forms.

    Args:
        root: The class's folder.
        library: The whole class.
        conference: One of its conferences.
        reporter: Hears what cannot be used.
        reader: For the day that it is.
    """
    here = conference.origin.file.rpartition("/")[0]
    label = f"{here}/{FILE}"
    folder = scan(str(root / here), here, reporter)
    others = other_classes(root, conference, reporter, reader)
    answers = {answer.student: answer for answer in _from_forms(library, conference, others)}
    file = next((each for name, each in folder.files.items() if same(name) == FILE), None)
    if file is None:
        return SignUps(label, bool(answers), answers)
    data = read_bytes(replace(file, label=label), reporter)
    told = FileReporter(reporter, label)
    try:
        text = decode(data, label, told) if data is not None else None
    except UnreadableError as error:
        told.report(error.problem)
        text = None
    if text is not None:
        for answer in _Table(label, library, others, told).answers(text):
            answers[answer.student] = answer
    return SignUps(label, True, answers)


def _from_forms(library: Library, conference: Conference, others: Sequence[OtherClass]) -> Iterable[SignUp]:
    """Give the answers of families who named times in the form that was sent home."""
    kin = Kin(library, others, RowProblems(conference.origin.file))
    for one in library.student_conferences:
        said = one.parent_input
        if one.conference != conference.slug or not (said.times or said.attend or said.who_comes):
            continue
        wishes = [read_times(words, library.classroom.language)[0] for words in said.times]
        siblings = [kin.find(name, one.student, 0) for name in said.siblings]
        yield SignUp(
            student=one.student,
            wishes=tuple(tuple(times) for times in wishes if times),
            siblings=tuple(each for found in siblings for each in found),
            interpreter=bool(said.interpreter),
            attend=said.attend or Attend.IN_PERSON,
            private_time=one.wants_private_time,
        )


class _Table(Struct, frozen=True):
    label: str
    library: Library
    others: Sequence[OtherClass]
    reporter: FileReporter

    def answers(self, text: str) -> Iterable[SignUp]:
        """Return one answer for each family that gave one; tell of rows that cannot be used."""
        problems = RowProblems(self.label)
        names = _family_names(self.library.students)
        kin = Kin(self.library, self.others, problems)
        brought = {one.student: one for one in self.library.student_conferences}
        found: dict[str, SignUp] = {}
        for line, cells, _ in rows_of(text, column.Columns(), column.FIRST_LINE, problems):
            try:
                student = self._student(cells.get(column.STUDENT, ""), names)
            except RowError as error:
                problems.add(error, line)
                continue
            if student is None:
                continue
            if student in found:
                message = f"{shown(student)} is here twice, first in line {found[student].line}."
                hint = "I use the later one; delete the other."
                problems.add(RowError(message, hint, column.STUDENT, severity=Severity.WARNING), line)
            found[student] = self._answer(student, cells, line, kin, problems, brought.get(student))
        problems.tell(self.reporter)
        return list(found.values())

    def _student(self, typed: str, names: Names) -> str | None:
        student = names.find(" ".join(typed.split()))
        if student is not None or names.is_left_out(typed):
            return student
        message = f"There is no student {shown(typed)}." if typed else "There is no student in this row."
        hint = "Write the name of the child's folder." if not typed else names.hint(typed)
        raise RowError(message, hint, column.STUDENT, severity=Severity.WARNING, code="no-such-thing")

    def _answer(
        self,
        student: str,
        cells: Mapping[str, str],
        line: int,
        kin: Kin,
        problems: RowProblems,
        brought: StudentConference | None,
    ) -> SignUp:
        language = self.library.classroom.language
        wishes: list[tuple[Times, ...]] = []
        comes = True
        for name in (*column.WISHES, column.ALL_WISHES):
            cell = cells.get(name, "")
            if _NOT_COMING.search(same(cell)):
                comes = False
            elif same(cell) not in _NO:
                times = self._times(cell, name, line, problems)
                wishes += [(each,) for each in times] if name == column.ALL_WISHES else [tuple(times)]
        cannot = cells.get(column.CANNOT, "")
        if _ALWAYS.search(same(cannot)) or _NOT_COMING.search(same(cannot)):
            comes, cannot = False, ""
        excluded = [] if same(cannot) in _NO else self._times(cannot, column.CANNOT, line, problems)
        interpreter, spoken = _interpreter(cells.get(column.INTERPRETER, ""), language)
        attend, is_there = _attend(cells.get(column.ATTEND, ""), cells.get(column.COMES, ""))
        minutes, longer = _minutes(cells.get(column.MINUTES, ""))
        private = same(cells.get(column.PRIVATE_TIME, "")) not in _NO
        return SignUp(
            student=student,
            wishes=tuple(wish for wish in wishes if wish),
            cannot=tuple(excluded),
            comes=comes and is_there,
            siblings=tuple(kin.find(cells.get(column.SIBLINGS, ""), student, line)),
            language=language_named(cells.get(column.LANGUAGE, ""), language) or spoken,
            interpreter=interpreter,
            attend=attend,
            minutes=minutes,
            longer=longer,
            private_time=private or (brought is not None and brought.wants_private_time),
            line=line,
        )

    def _times(self, cell: str, name: str, line: int, problems: RowProblems) -> list[Times]:
        times, unread = read_times(cell, self.library.classroom.language)
        for piece in unread:
            if "@" in piece:
                continue  # an address is never repeated
            message = f"I cannot read {shown(piece)} as a time."
            hint = "Write an hour (`17:00`), `morning` or `evening`, a day (`2026-11-19`), or both."
            problems.add(RowError(message, hint, name, severity=Severity.WARNING, code="times"), line)
        return times


def _family_names(students: Sequence[Student]) -> Names:
    """Return the students' names as families type them: with and without the surname, or its first letter."""
    spellings: dict[str, set[str]] = {}
    for student in students:
        for typed in _spellings(student):
            spellings.setdefault(same(typed), set()).add(student.slug)
    also = [(typed, next(iter(slugs))) for typed, slugs in spellings.items() if len(slugs) == 1]
    return Names("student", [student.slug for student in students], also=also)


def _spellings(student: Student) -> Iterable[str]:
    yield student.name
    if student.surname:
        yield f"{student.name} {student.surname}"
        yield f"{student.surname}, {student.name}"
        yield f"{student.surname} {student.name}"
        yield f"{student.name} {student.surname[0]}"
        yield f"{student.name} {student.surname[0]}."


def _interpreter(cell: str, language: str) -> tuple[bool, str]:
    """Return whether there is to be an interpreter, and the language if the cell names one."""
    typed = same(cell)
    if typed in _NO:
        return False, ""
    if typed in _YES:
        return True, ""
    words = _WORD.findall(typed)
    spoken = next((tag for word in words if (tag := language_named(word, language))), "")
    return not words or words[0] not in _NO, spoken


def _attend(cell: str, comes: str) -> tuple[Attend, bool]:
    """Return how a family is there, and whether it comes at all."""
    words = _WORD.findall(same(f"{cell} {comes}"))
    way = next((_ATTEND[word] for word in words if word in _ATTEND), Attend.IN_PERSON)
    refused = any(same(each) and same(each) in _NO for each in (cell, comes))
    return way, not (refused or _NOT_COMING.search(same(cell)) or _NOT_COMING.search(same(comes)))


def _minutes(cell: str) -> tuple[int | None, bool]:
    """Return how long a family wants to stay, and whether it only said "longer"."""
    number = re.search(r"\d{1,3}", cell)
    if number is not None and 5 <= int(number[0]) <= 240:
        return int(number[0]), False
    return None, same(cell) not in _NO
