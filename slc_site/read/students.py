"""`student.yml`, and which folders are students."""

from __future__ import annotations

from msgspec import Struct

from slc_site.model.classroom import Access, Attachment, Classroom, Consent, Student
from slc_site.problems import Problem, Severity, did_you_mean
from slc_site.read.attachments import PICTURES, attachment
from slc_site.read.audiences import work_out_access, work_out_consent
from slc_site.read.disk import Folder, same
from slc_site.read.document import Form
from slc_site.read.listing import report_twins, unexpected
from slc_site.read.names import Names
from slc_site.read.reading import Reader
from slc_site.read.shapes_classroom import StudentShape
from slc_site.read.sheet import Sheet
from slc_site.read.values import shown

ROOMS = ("posts", "goals", "report-cards", "conferences", "earlier")
"""The folders in a student's folder."""
_LONGEST_EMOJI = 20
_KEYCAP = "\u20e3"


class Enrolled(Struct, frozen=True):
    """A student whose work is still to be read."""

    student: Student
    access: Access
    """The class's, with the student's own worked in."""
    folder: Folder


def read_students(content: Folder, classroom: Classroom, reader: Reader) -> tuple[list[Enrolled], list[str]]:
    """Read every `student.yml`; return the students by folder name, and the folders that were left out."""
    students = content.enter("students", reader.reporter)
    for name in students.files:
        unexpected(students.label, name, (), reader.reporter, is_folder=False)
    enrolled: dict[str, Enrolled] = {}
    left_out = []
    for name in students.folders:
        twin = enrolled.get(same(name))
        if twin is not None:
            report_twins(twin.folder.label, f"{students.label}/{name}", "student's folder", reader.reporter)
            continue
        found = _enroll(students.enter(name, reader.reporter), classroom, reader)
        if found is None:
            left_out.append(name)
        else:
            enrolled[same(name)] = found
    return list(enrolled.values()), left_out


def student_names(enrolled: list[Enrolled], left_out: list[str]) -> Names:
    """Return the students' names: those of their folders, and their first names where only one has it."""
    given: dict[str, list[str]] = {}
    for each in enrolled:
        given.setdefault(same(each.student.name), []).append(each.student.slug)
    also = [(name, slugs[0]) for name, slugs in given.items() if len(slugs) == 1]
    return Names("student", [each.student.slug for each in enrolled], also=also, left_out=left_out)


def _enroll(folder: Folder, classroom: Classroom, reader: Reader) -> Enrolled | None:
    for name in folder.folders:
        if name not in ROOMS:
            unexpected(folder.label, name, ROOMS, reader.reporter, is_folder=True)
    file = folder.files.get("student.yml")
    for other in folder.files.values():
        if other is not file and other.extension not in PICTURES:
            unexpected(folder.label, other.name, ("student.yml",), reader.reporter, is_folder=False)
    if file is None:
        message = f"There is no student.yml in `{folder.name}`, so this student is left out."
        hint = f"Write `name: {folder.name[:1].upper()}{folder.name[1:]}` into {folder.label}/student.yml."
        reader.reporter.report(Problem(message, folder.label, hint=hint, code="no-student"))
        return None
    sheet = reader.sheet(file, Form.FIELDS, StudentShape)
    if sheet is None:
        return None
    shape = sheet.shape
    consent = work_out_consent(sheet, shape.consent, classroom.consent)
    if sheet.is_lost("surname"):  # nothing could make sure that it is not published
        consent = Consent()
    emoji, picture = _avatar(sheet, folder)
    student = Student(
        slug=folder.name,
        name=shape.name,
        origin=sheet.origin,
        emoji=emoji,
        avatar=picture,
        color=shape.color,
        home_language=shape.home_language,
        consent=consent,
        surname=shape.surname,
        surname_is_a_word=shape.surname_is_a_word,
    )
    return Enrolled(student, work_out_access(sheet, shape.access, classroom.access), folder)


def _avatar(sheet: Sheet[StudentShape], folder: Folder) -> tuple[str, Attachment | None]:
    """Return the avatar as an emoji or as a picture; neither when it is none of the two."""
    typed = sheet.shape.avatar
    if not typed:
        return "", None
    if _is_emoji(typed):
        return typed, None
    pictures = {same(name): file for name, file in folder.files.items() if file.extension in PICTURES}
    if same(typed) in pictures:
        return "", attachment(folder.files.get(typed) or pictures[same(typed)])
    near = did_you_mean(typed, pictures)
    sheet.report(
        f"There is no picture {shown(typed)} beside student.yml.",
        "avatar",
        hint=near or "Write an emoji, or the name of a picture that lies in the student's folder.",
        severity=Severity.WARNING,
        code="no-such-thing",
    )
    return "", None


def _is_emoji(text: str) -> bool:
    if text.endswith(_KEYCAP):
        return len(text) <= 3
    return len(text) <= _LONGEST_EMOJI and not any(letter.isalnum() or letter in "./\\" for letter in text)
