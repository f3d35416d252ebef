"""What families answered on paper or in a form, put into their children's files, row by row.

Words that stand there already are never written over: of texts both are kept, of choices the one that stands
there, and each difference is said. The same sheet twice changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from slc_site.model.library import Library
from slc_site.pen.boxes import Box, feedback
from slc_site.pen.input_answers import Answers, Reading
from slc_site.pen.input_boxes import MOST, TOPICS, box_name, input_boxes
from slc_site.pen.input_columns import Columns, Form, Said, is_list, match
from slc_site.pen.input_sheet import InputSheet, continued, read_sheet
from slc_site.pen.letter import Came, Line, arrived, beside
from slc_site.pen.outcome import RefusalError, Refused
from slc_site.pen.typed import parsed
from slc_site.pen.whose import Class
from slc_site.pen.writer import Pen
from slc_site.problems import Reporter
from slc_site.read.student_conferences import topic_names

FOLDER = ".inputs"
"""Below `.slc/conference`: the journal of what came in from sheets, apart from that of the pages."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """A sheet that was understood."""

    sheet: InputSheet
    columns: Columns
    id: str
    """Tells it from any other."""


@dataclass(frozen=True, slots=True)
class CameIn:
    """What became of one row."""

    line: int
    typed: str
    """The name in it, as it was typed."""
    students: tuple[str, ...]
    """Slugs of those who can be meant; it came in only if there is just one."""
    lines: tuple[Line, ...] = ()
    unclear: tuple[tuple[str, str], ...] = ()
    """Answers that are none of the choices: the key of the question, and what was written."""


def read_inputs(
    data: bytes,
    file: str,
    library: Library,
    said: Said,
    reporter: Reporter,
    *,
    form: Form | None = None,
    told: Mapping[str, str],
) -> Inputs:
    """Return what a file is, as far as its headings tell.

    Args:
        data: The file.
        file: Its label, for messages.
        library: The class.
        said: Returns a text of ours in each of our languages.
        reporter: Hears of letters that had to be guessed.
        form: Which form was answered; None: the headings tell.
        told: Keys of questions by heading, as the teacher said them.

    Raises:
        SheetError: it cannot be taken, and why.
    """
    sheet = read_sheet(data, file, reporter)
    children = Class(library.students)
    columns = match(sheet, said, lambda cell: len(children.find(cell)) == 1, form=form, told=told)
    return Inputs(sheet, columns, hashlib.sha256(data).hexdigest()[:24])


class Intake:
    """Brings sheets in, for one conference."""

    def __init__(
        self,
        root: Path,
        conference: str,
        library: Library,
        said: Said,
        *,
        clock: Callable[[], datetime],
        only_look: bool = False,
    ) -> None:
        """Take what is known of the class.

        Args:
            root: The folder that holds `content/` and `.slc/`.
            conference: Slug of the conference.
            library: The class.
            said: As for `read_inputs`.
            clock: Returns the local time of the class.
            only_look: Nothing is written; what would become of it is said all the same.
        """
        notes = root / ".slc" / "conference" / FOLDER / conference
        self._pens = {
            Form.BEFORE: Pen(
                root, conference, lambda: library, clock=clock, boxes_of=input_boxes, notes=notes
            ),
            Form.AFTER: Pen(root, conference, lambda: library, clock=clock),
        }
        before = {box.name: box for box in input_boxes(library.conference[conference], ())}
        self._boxes = {Form.BEFORE: before, Form.AFTER: {box.name: box for box in feedback()}}
        self._library = library
        self._said = said
        self._only_look = only_look

    def bring_in(self, inputs: Inputs) -> Iterator[CameIn]:
        """Write what a sheet says, and yield what became of each row that says anything."""
        columns, children = inputs.columns, Class(self._library.students)
        reading = Reading(columns, self._said, topic_names(list(self._library.rubrics)))
        for row, typed in continued(inputs.sheet.rows, columns.student, columns.own):
            surname = row.cells[columns.surname] if columns.surname is not None else ""
            found = children.find(typed, surname) if typed else ()
            slugs = tuple(student.slug for student in found)
            answers = reading.answers(row)
            if not (answers.texts or answers.topics or answers.unclear):
                continue
            if len(found) != 1:
                yield CameIn(row.line, typed, slugs)
                continue
            who = f"{inputs.id}-{row.line}"  # of two answers for one child neither replaces the other
            lines = _Row(self._pens[columns.form], self._boxes[columns.form], slugs[0], who, self._only_look)
            yield CameIn(
                row.line, typed, slugs, tuple(lines.lines(columns.form, answers)), tuple(answers.unclear)
            )


class _Row:
    """Writes what one row says into one child's file."""

    def __init__(self, pen: Pen, boxes: Mapping[str, Box], student: str, who: str, only_look: bool) -> None:
        self._pen = pen
        self._boxes = boxes
        self._student = student
        self._who = who
        self._only_look = only_look
        read = pen.read(student)
        self._refused = read if isinstance(read, Refused) else None
        self._there = {} if isinstance(read, Refused) else dict(read)

    def lines(self, form: Form, answers: Answers) -> Iterator[Line]:
        for question in form.questions:
            texts = answers.texts.get(question.key, [])
            if question.key == TOPICS:
                for topic in answers.topics:
                    yield from self._topic(topic.text, topic.about)
            elif is_list(question) and form is Form.BEFORE:
                for text in texts:
                    yield self._one_of(question.key, text)
            elif texts:
                name = box_name(question.key) if form is Form.BEFORE else _feedback(question.key)
                yield self._put(self._boxes[name], "\n".join(texts))

    def _topic(self, text: str, about: str) -> Iterator[Line]:
        line = self._one_of(TOPICS, text, "text")
        yield line
        number = line.box.split("/")[2]
        if about and line.came is not Came.REFUSED:
            yield self._put(self._boxes[box_name(TOPICS, int(number), "about")], about)

    def _one_of(self, key: str, text: str, part: str = "") -> Line:
        """Write one item of a list: where it stands already, or in the first place that is free."""
        names = [box_name(key, number, part) for number in range(1, MOST + 1)]
        try:
            value = parsed(self._boxes[names[0]], text)
        except RefusalError as error:
            return Line(names[0], text, Came.REFUSED, refused=error.refused)
        same = next((name for name in names if self._there.get(name) == value), None)
        free = next((name for name in names if not self._there.get(name)), None)
        if same is None and free is None:
            return Line(names[0], text, Came.KEPT_OUT, theirs=self._there[names[-1]])
        return self._put(self._boxes[same or free or names[0]], value)

    def _put(self, box: Box, text: str) -> Line:
        if self._refused is not None:
            return Line(box.name, text, Came.REFUSED, refused=self._refused)
        try:
            value = parsed(box, text)
        except RefusalError as error:
            return Line(box.name, text, Came.REFUSED, refused=error.refused)
        there = self._there.get(box.name, "")
        came = beside(box, value, there) if there else Came.IN
        if self._only_look or came in (Came.THERE, Came.KEPT_OUT):
            line = Line(box.name, value, came, there)
        else:
            line = arrived(self._student, box, value, self._pen, self._who)
        if line.came in (Came.IN, Came.BOTH):
            self._there[box.name] = f"{there}\n{value}".strip()
        return line


def _feedback(key: str) -> str:
    return f"feedback/{key.replace('_', '-')}"
