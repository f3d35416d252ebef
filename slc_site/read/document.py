"""One file: its bytes taken apart into fields, the lines they stand in, and a body.

Every value is text, a list or a mapping: `No`, `1984`, `3:30` and `~` are what a teacher sees. Anchors,
aliases and tags are refused, and so are keys that are written twice. Lines are those of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler

from slc_site.problems import Problem, RecordingReporter, Reporter, Severity
from slc_site.read.decoding import decode
from slc_site.read.fences import Sections, split, unwrap
from slc_site.read.fields import Document, Loc, Value
from slc_site.read.repair import repair
from slc_site.read.unreadable import UnreadableError

MAX_DEPTH = 10
"""How many mappings and lists may lie in each other; the deepest of the contract has five."""

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml is ten times as fast
"""What takes YAML apart: no value is anything but text."""
_YAML_ERRORS = (
    yaml.YAMLError,
    ValueError,
    OverflowError,
)  # the last two: `chr` in the reader without libyaml
_LINE_ENDS = {0x85: " ", 0x2028: " ", 0x2029: " "}  # line ends for YAML, but not for an editor
HASH_WORD = re.compile(r"[ \t]+#[^\s#].*")
"""What YAML takes for a comment after a plain text, and people for a word of it: `#1 fan`."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")


_SIMPLER = "Write it the way the content reference shows it."


class Form(Enum):
    """How a file is laid out."""

    FRONT_MATTER = "front matter"
    """Markdown below front matter, which must be there."""
    MARKDOWN = "markdown"
    """Markdown with or without front matter."""
    FIELDS = "fields"
    """A `.yml` file: fields only."""


def read(data: bytes, file: str, form: Form, keys: frozenset[str], reporter: Reporter) -> Document | None:
    """Take a file apart; None when it has to be left out, which was reported.

    `file` is its label for messages; `keys` are the keys its front matter may hold, which tell front matter
    with a mistyped fence from text.
    """
    quiet, head = RecordingReporter(then=reporter), ""
    try:
        text = decode(data, file, quiet)
        if not text.strip():
            raise UnreadableError(Problem("This file is empty.", file, 1, hint=_BEGIN[form], code="empty"))
        if form is Form.FIELDS:
            sections = unwrap(text, file)
        else:
            sections = split(text, file, quiet, keys, demanded=form is Form.FRONT_MATTER)
        head = "" if quiet.problems else sections.head
        handler = _Handler(sections, file, form, reporter)
        frontmatter.parse(text, handler=handler)  # what it returns is a copy, with the body's edges cut off
    except UnreadableError as error:
        reporter.report(error.problem)
        return None
    return Document(file, handler.fields, handler.lines, sections.body, sections.body_line, head)


_BEGIN = {
    Form.FRONT_MATTER: "Begin it with four lines: `---`, `title: My frog poem`, `tags: [writing]`, `---`.",
    Form.MARKDOWN: "Write something in it, or delete it.",
    Form.FIELDS: "Write lines like `title: Room 12` or `name: Ada` in it, or delete it.",
}


class _Limits(Enum):
    """The largest block, in characters, and the most values in it."""

    FRONT_MATTER = (32_000, 2_000)
    FIELDS = (200_000, 40_000)


class _Handler(BaseHandler):
    """What python-frontmatter asks for a split and for values; its own ways lose both without a word."""

    FM_BOUNDARY = re.compile(r"^---$", re.MULTILINE)  # the base class demands one; our `split` needs none

    def __init__(self, sections: Sections, file: str, form: Form, reporter: Reporter) -> None:
        super().__init__()
        self.fields: dict[str, Value] = {}
        self.lines: Mapping[Loc, int] = {}
        self._sections = sections
        self._has_text = form is not Form.FIELDS
        self._file = file
        self._size, self._nodes = (_Limits.FIELDS if form is Form.FIELDS else _Limits.FRONT_MATTER).value
        self._reporter = reporter

    def split(self, text: str) -> tuple[str, str]:
        """Return the block and the body as they were cut: `text` arrives stripped, its lines uncountable."""
        return self._sections.block, self._sections.body

    def load(self, fm: str) -> dict[str, Value]:
        """Return the fields of a block; UnreadableError when no sense can be made of it."""
        if len(fm) > self._size:
            message = f"There are more than {self._size:,} characters above the second `---`."
            raise self._refuse(_LineError(0, message, "Put long text below it."))
        block = fm if fm.isascii() else fm.translate(_LINE_ENDS)
        try:
            reading = _Reading(block, self._sections.block_line, self._nodes)
        except _LineError as slip:
            if slip.final:
                raise self._refuse(slip) from None
            reading = self._mended(block, slip)
        for line, text in reading.hash_words:
            hint = 'Put the text in quotes, or a space after the "#" if it is a note to yourself.'
            shown = text if len(text) <= 60 else f"{text[:57]}…"
            self._warn(line, f"I took `{shown}` as part of the text.", hint)
        self.fields, self.lines = reading.fields, reading.lines
        return reading.fields

    def _mended(self, block: str, first: _LineError) -> _Reading:
        mended, repairs = repair(block, lambda piece: _is_readable(piece, self._nodes))
        try:
            reading = _Reading(mended, self._sections.block_line, self._nodes)
        except _LineError as slip:
            raise self._refuse(first if first.message else slip) from None
        for done in repairs:
            self._warn(done.line, done.message, done.hint)
        return reading

    def _warn(self, line: int, message: str, hint: str) -> None:
        line += self._sections.block_line
        self._reporter.report(
            Problem(message, self._file, line, hint=hint, severity=Severity.WARNING, code="yaml")
        )

    def _refuse(self, slip: _LineError) -> UnreadableError:
        message = slip.message or "I cannot read this line as `key: value`."
        hint = slip.hint or (
            "Look for a missing colon, quote or bracket here or just above, and for spaces at the beginning"
            + ("; if your text begins here, write `---` above it." if self._has_text else ".")
        )
        line = slip.line + self._sections.block_line
        return UnreadableError(Problem(message, self._file, line, hint=hint, code="yaml"))


def as_yaml(block: str, form: Form) -> str:
    """Return a block as `read` understood it, line for line and with its slips mended.

    For who wants to know where in it something stands; `read` must have taken the file.
    """
    nodes = (_Limits.FIELDS if form is Form.FIELDS else _Limits.FRONT_MATTER).value[1]
    plain = block if block.isascii() else block.translate(_LINE_ENDS)
    return plain if _is_readable(plain, nodes) else repair(plain, lambda piece: _is_readable(piece, nodes))[0]


class _LineError(Exception):
    """A line that cannot be read as it stands."""

    def __init__(self, line: int, message: str = "", hint: str = "", *, final: bool = False) -> None:
        super().__init__(message)
        self.line = line
        """In the block, counted from 0."""
        self.message = message
        self.hint = hint
        self.final = final
        """Nothing is to be mended: what it says is clear, but not allowed."""


def _is_readable(piece: str, nodes: int) -> bool:
    try:
        _Reading(piece, 0, nodes)
    except _LineError:
        return False
    return True


_Events = Iterator[yaml.Event]


class _Reading:
    """A block, read event by event: nothing is built that was not checked before."""

    def __init__(self, block: str, first_line: int, nodes: int) -> None:
        self.lines: dict[Loc, int] = {}
        self.hash_words: list[tuple[int, str]] = []
        """Line in the block, and the text, where a "#" was taken for text and not for a note."""
        self._first_line = first_line
        self._nodes_left = nodes
        self._source = block.split("\n") if "#" in block else None
        try:
            self.fields = self._document(yaml.parse(block, Loader=LOADER))
        except _YAML_ERRORS as error:
            raise _LineError(min(_line_of(error), block.count("\n"))) from None

    def _document(self, events: _Events) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        for event in events:
            if isinstance(event, yaml.MappingStartEvent) and not fields:
                self._check(event)
                fields = self._mapping(events, (), 1, flow=bool(getattr(event, "flow_style", False)))
            elif isinstance(event, yaml.NodeEvent):
                self._check(event)
                message = "This should read like `title: My frog poem`: a key, a colon, a space, a value."
                raise _LineError(
                    _line(event), message, "Write each key on a line of its own, without a hyphen."
                )
        return fields

    def _value(self, event: yaml.Event, events: _Events, loc: Loc, depth: int, flow: bool) -> Value:
        self._check(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, flow)
        if depth > MAX_DEPTH:
            raise _LineError(_line(event), "Too many lists lie in each other here.", _SIMPLER, final=True)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, loc, depth, flow=flow or bool(getattr(event, "flow_style", False)))
        flow = flow or bool(getattr(event, "flow_style", False))
        items: list[Value] = []
        for inner in events:
            if isinstance(inner, yaml.SequenceEndEvent):
                break
            here = (*loc, len(items))
            self.lines[here] = _line(inner) + self._first_line
            items.append(self._value(inner, events, here, depth + 1, flow))
        return items

    def _mapping(self, events: _Events, loc: Loc, depth: int, *, flow: bool) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        for key_event in events:
            if isinstance(key_event, yaml.MappingEndEvent):
                break
            self._check(key_event)
            line = _line(key_event)
            if not isinstance(key_event, yaml.ScalarEvent):
                raise _LineError(line)
            here = (*loc, key_event.value)
            if here in self.lines:
                message = f"`{key_event.value}` is written twice, first in line {self.lines[here]}."
                raise _LineError(line, message, "Keep one of the two.", final=True)
            self.lines[here] = line + self._first_line
            fields[key_event.value] = self._value(next(events), events, here, depth + 1, flow)
        return fields

    def _check(self, event: yaml.Event) -> None:
        self._nodes_left -= 1
        if self._nodes_left < 0:
            raise _LineError(_line(event), "There are too many values in this file.", _SIMPLER, final=True)
        if isinstance(event, yaml.AliasEvent):
            mark = "*"
        elif getattr(event, "anchor", None):
            mark = "&"
        elif getattr(event, "tag", None):
            mark = "!"
        else:
            return
        message = f"`{mark}` at the beginning of a value has a special meaning that is not allowed here."
        raise _LineError(_line(event), message, "Put the text in quotes.")

    def _text(self, event: yaml.ScalarEvent, flow: bool) -> str:
        value: str = event.value
        if self._source is not None and not flow and not event.style:
            line, column = _place(event.end_mark)
            found = HASH_WORD.match(self._source[line][column:])
            if found:
                value = (value + found[0].rstrip()).lstrip()
                self.hash_words.append((line, found[0].strip()))
        if not value.isprintable() and _UNSEEN.search(value):
            raise _LineError(_line(event))  # an escape made it, such as the one in "C:\frog"
        return value


def _line_of(error: Exception) -> int:
    """Return the line of the block that is most likely at fault, counted from 0."""
    mark = getattr(error, "problem_mark", None)
    if str(getattr(error, "context", "")).startswith("while scanning"):
        mark = (
            getattr(error, "context_mark", None) or mark
        )  # where the quote was opened, not where the file ends
    return _place(mark)[0]


def _line(event: yaml.Event) -> int:
    return _place(event.start_mark)[0]


def _place(mark: object) -> tuple[int, int]:
    return getattr(mark, "line", 0), getattr(mark, "column", 0)
