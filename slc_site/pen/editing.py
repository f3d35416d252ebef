"""Values set in the front matter of a file, everything else left as it was typed, byte for byte.

What came of it is read with our own reader before it is handed out: the new value reads as it was typed, and
everything else reads as before, or there is an error and no new text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from slc_site.pen.outline import Outline, leaves, value_at
from slc_site.pen.removal import removal
from slc_site.pen.setting import setting
from slc_site.pen.spelling import Data, in_lines
from slc_site.pen.splices import Change, NoPlaceError, Path
from slc_site.problems import Problem, RecordingReporter, SilentReporter
from slc_site.read.decoding import decode
from slc_site.read.document import Form, as_yaml, read
from slc_site.read.fences import Sections, split, unwrap
from slc_site.read.fields import Document, Value, normal

_RAW_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_MARK = "\ufeff"


class UnwritableError(Exception):
    """Nothing can be written into this file as it is; `problem` says why, for a teacher."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Layout:
    """What kind of file it is."""

    form: Form
    keys: frozenset[str]
    """What its front matter may say; tells front matter from text."""


def document(text: str, layout: Layout, file: str) -> Document:
    """Return a file as our reader sees it; one with nothing in it has no fields.

    `text` is the whole file, its line ends and byte order mark as they are; `file` its label for messages.

    Raises:
        UnwritableError: the reader would leave the file out.
    """
    if not text.removeprefix(_MARK).strip():
        return Document(file, {}, {})
    heard = RecordingReporter()
    found = read(text.encode(), file, layout.form, layout.keys, heard)
    if found is None:
        raise UnwritableError(heard.problems[-1])
    return found


def edited(text: str, changes: Sequence[Change], layout: Layout, file: str) -> str:
    """Return a file's text with values set or taken away, one change after the other.

    Arguments are those of `document`. A text that stands there already changes nothing.

    Raises:
        UnwritableError: the reader would leave the file out, or there is no place for the value in it.
    """
    for change in changes:
        text = _edited(text, change, layout, file)
    return text


def with_body(text: str, body: str, layout: Layout, file: str) -> str:
    """Return a file's text with another text below its front matter.

    Raises:
        UnwritableError: as for `edited`; or the body would be taken for something else.
    """
    before = document(text, layout, file)
    raw = _RAW_LINE.findall(text)
    end = _line_end(raw)
    above = "".join(raw[: before.body_line - 1])
    above += end if above and not above.endswith(("\n", "\r")) else ""
    after = above + (body + "\n").replace("\n", end) if body else above
    found = document(after, layout, file)
    if found.fields != before.fields or found.body.strip() != body.strip():
        raise UnwritableError(_no_place(file, ()))
    return after


def _edited(text: str, change: Change, layout: Layout, file: str) -> str:
    before = document(text, layout, file)
    if change.value and value_at(before.fields, change.path) == change.value:
        return text
    raw = _RAW_LINE.findall(text)
    sections = _sections(text, layout, file)
    problem = _no_place(file, change.path)
    for plainly in (True, False):  # lines of text may look like something else to who mends a slip elsewhere
        try:
            after = _rewritten(raw, sections, change, layout, plainly=plainly)
            found = document(after, layout, file)
        except NoPlaceError:
            break
        except (yaml.YAMLError, UnwritableError) as error:
            problem = error.problem if isinstance(error, UnwritableError) else problem
        else:
            if _is_just_that(before, found, change):
                return after
    raise UnwritableError(problem)


def _sections(text: str, layout: Layout, file: str) -> Sections:
    silent = SilentReporter()
    plain = decode(text.encode(), file, silent)
    if layout.form is Form.FIELDS:
        return unwrap(plain, file)
    if not plain.strip():
        return Sections("", 1, plain, 1)
    return split(plain, file, silent, layout.keys, demanded=layout.form is Form.FRONT_MATTER)


def _rewritten(raw: list[str], sections: Sections, change: Change, layout: Layout, *, plainly: bool) -> str:
    end = _line_end(raw)
    has_fences = layout.form is Form.FIELDS or sections.block_line > 1 or bool(sections.block)
    if not has_fences:
        return _with_fences(raw, change, end)
    block = as_yaml(sections.block, layout.form)
    outline = Outline(block)
    splice = setting(outline, change, plainly=plainly) if change.value else removal(outline, change)
    old, new = block.split("\n"), (splice.into(block) if splice else block).split("\n")
    same = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    tail = 0
    while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    first = sections.block_line - 1 + same
    last = sections.block_line - 1 + len(old) - tail
    lines = [line + end for line in new[same : len(new) - tail]]
    if tail == 0 and lines:  # the block ends with the file, perhaps without a line end
        lines[-1] = lines[-1].removesuffix(end)
    above = raw[:first]
    if lines and above and not above[-1].endswith(("\n", "\r")):
        above = [*above[:-1], above[-1] + end]
    return "".join((*above, *lines, *raw[last:]))


def _with_fences(raw: list[str], change: Change, end: str) -> str:
    """Return a file that was all text, or empty, with front matter above it."""
    data: Data = change.value
    for part in reversed(change.path):
        data = {part: data} if isinstance(part, str) else [*[""] * part, data]
    if not isinstance(data, dict):
        raise NoPlaceError
    text = "".join(raw)
    mark = _MARK if text.startswith(_MARK) else ""
    block = f"---\n{in_lines(data, 0)}---\n".replace("\n", end) if change.value else ""
    return mark + block + text.removeprefix(_MARK)


def _line_end(raw: list[str]) -> str:
    first = raw[0] if raw else "\n"
    return "\r\n" if first.endswith("\r\n") else "\r" if first.endswith("\r") else "\n"


def _is_just_that(before: Document, after: Document, change: Change) -> bool:
    """Does the path say what it should, and everything else what it said?"""
    path, short = _normal(change.path), _normal(change.short)
    wanted = {**_others(before.fields, path, short), **dict(leaves(change.value, path))}
    now = _leaves(after.fields, path, short)
    return now == wanted and before.body == after.body


def _normal(path: Path) -> Path:
    return tuple(normal(part) if isinstance(part, str) else part for part in path)


def _others(fields: Value, path: Path, short: Path) -> dict[Path, str]:
    there = _leaves(fields, path, short).items()
    return {place: text for place, text in there if place[: len(path)] != path}


def _leaves(fields: Value, path: Path, short: Path) -> dict[Path, str]:
    """Return all texts; one that stands alone on the way to `path` counts as what it stands for."""
    found = dict(leaves(fields))
    for depth, part in enumerate(path[1:], 1):
        meant = (*path[:depth], 0) if isinstance(part, int) else short if path[:depth] == short[:-1] else ()
        if meant and path[:depth] in found:
            found[meant] = found.pop(path[:depth])
    return found


def _no_place(file: str, path: Path) -> Problem:
    key = ".".join(str(part) for part in path)
    hint = "Look at this place in the file and write it the way the content reference shows it."
    message = "This is written in the file in a way that I cannot add to."
    return Problem(message, file, key=key or None, hint=hint, code="no-place")
