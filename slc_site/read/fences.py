"""Where front matter ends and the text begins, also when a fence is mistyped.

The fence is a line of three hyphens. Word makes one long dash of them, tired fingers write two or four: that
is read all the same, with a warning. What cannot be told apart is refused, so that front matter never ends
up as text on a page.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from hashlib import blake2b

from msgspec import Struct

from slc_site.problems import Problem, Reporter, Severity
from slc_site.read.unreadable import UnreadableError

_DASH = "-\u2010-\u2015\u2212\ufe58\uff0d"
_FENCE = re.compile(
    rf"^(?:-[{_DASH}]+|[\u2010-\u2015\u2212\ufe58\uff0d][{_DASH}]*|\.\.\.)[ \t]*$", re.MULTILINE
)
_OTHER_FENCE = re.compile(r"^[ \t]*([-=*_~+`])\1+[ \t\w]*$")
"""A line of something else, or an indented one: a fence only if a key of ours follows it."""
_KEY = re.compile(r"[ \t]*[\"']?([^\W\d][\w-]{0,40})[\"']?[ \t]*[:：](?!//)")
_STILL_FRONT_MATTER = re.compile(r"\s|-\s|#|[\]}]|$")
"""How a line that is no `key: value` may go on with the front matter."""


class Sections(Struct, frozen=True):
    """A file, taken apart."""

    block: str
    """The lines between the fences; empty when there is no front matter."""
    block_line: int
    """The line of the file that the block's first line is, as for the body."""
    body: str
    body_line: int

    @property
    def head(self) -> str:
        """A digest of all but the body."""
        said = f"{self.block_line} {self.body_line} {self.block}"
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def split(text: str, file: str, reporter: Reporter, keys: Collection[str], *, demanded: bool) -> Sections:
    """Take a Markdown file apart.

    `keys` are those the front matter may hold: they tell it from text. Without `demanded`, a file may be all
    text. UnreadableError when the front matter is missing, is never closed, or is there twice.
    """
    start = len(text) - len(text.lstrip())
    first_line = text.count("\n", 0, start) + 1
    start = text.rfind("\n", 0, start) + 1
    end = _line_end(text, start)
    first = text[start:end]
    close = _FENCE
    if first.rstrip(" \t") == "---":
        pass
    elif _FENCE.match(first) and first[0] != ".":
        _warn(file, first_line, reporter, f"I took the line `{first.rstrip()}` for the fence `---`.")
    elif _OTHER_FENCE.match(first) and _has_key(text[end + 1 :].lstrip("\n"), keys):
        mark = re.escape(first.strip()[0])
        close = re.compile(rf"{_FENCE.pattern}|^[ \t]*{mark}{{2,}}[ \t]*$", re.MULTILINE)
        _warn(file, first_line, reporter, f"I took the line `{first.rstrip()}` for the fence `---`.")
    elif _has_key(first, keys):
        if not _FENCE.search(text, start):
            raise _no_fences(file, first_line)
        _warn(file, first_line, reporter, "The line `---` above the first key is missing.")
        end, first_line = start - 1, first_line - 1
    elif demanded:
        raise _no_front_matter(first, file, first_line)
    else:
        return Sections("", 1, text, 1)
    return _close(text, end + 1, first_line + 1, close, file, reporter, keys)


def unwrap(text: str, file: str) -> Sections:
    """Take the fences off a `.yml` file, which needs none but may begin and end with one."""
    lines = text.split("\n")
    given = [number for number, line in enumerate(lines) if line.strip()]
    if given and _FENCE.match(lines[given[0]]):
        lines[given.pop(0)] = ""
    if given and _FENCE.match(lines[given[-1]]):
        lines[given.pop()] = ""
    again = next((number for number in given if lines[number].rstrip() == "---"), None)
    if again is not None:
        hint = "Take this line out; a file whose name ends with `.yml` holds keys only."
        raise UnreadableError(
            Problem("This file has a second `---`.", file, again + 1, hint=hint, code="front-matter")
        )
    return Sections("\n".join(lines), 1, "", len(lines) + 1)


def _close(
    text: str,
    start: int,
    line: int,
    close: re.Pattern[str],
    file: str,
    reporter: Reporter,
    keys: Collection[str],
) -> Sections:
    found = close.search(text, start)
    if found is None:
        raise _never_closed(text[start:], file, line)
    block = text[start : found.start()]
    body_line = line + block.count("\n") + 1
    if found[0].rstrip(" \t") not in ("---", "..."):
        _warn(file, body_line - 1, reporter, f"I took the line `{found[0].rstrip()}` for the fence `---`.")
    body = text[found.end() + 1 :]
    _refuse_a_second(body, file, body_line, keys)
    return Sections(block, line, body, body_line)


def _refuse_a_second(body: str, file: str, line: int, keys: Collection[str]) -> None:
    start = body.lstrip()
    end = _line_end(start, 0)
    if _FENCE.match(start[:end]) and _has_key(start[end + 1 :].lstrip("\n"), keys):
        raise UnreadableError(
            Problem(
                "The front matter is here twice.",
                file,
                line + body.count("\n", 0, len(body) - len(start)),
                hint="Keep one block between two lines `---`, and your text below it.",
                code="front-matter",
            )
        )


def _never_closed(rest: str, file: str, line: int) -> UnreadableError:
    lines = rest.split("\n")
    no_key = (
        number
        for number, words in enumerate(lines)
        if not _KEY.match(words) and not _STILL_FRONT_MATTER.match(words)
    )
    number = next(no_key, None)
    if number is None:
        number, hint = len(lines) - 1, "Write `---` on a line of its own below the last key."
    else:
        hint = "Write `---` on a line of its own above this line, where your text begins."
    message = "The line `---` below the keys is missing."
    return UnreadableError(Problem(message, file, line + number, hint=hint, code="front-matter"))


def _no_fences(file: str, line: int) -> UnreadableError:
    hint = "Write a line `---` above the first key and another one below the last key."
    return UnreadableError(
        Problem("The lines `---` around the keys are missing.", file, line, hint=hint, code="front-matter")
    )


def _no_front_matter(first: str, file: str, line: int) -> UnreadableError:
    if first.lstrip().startswith("---"):
        message = f"The first line should be `---` and nothing else; it is `{first.strip()[:40]}`."
        hint = "Put what follows the hyphens on the next line."
    else:
        message = "This file does not begin with front matter."
        hint = "Above your text, write four lines: `---`, `title: My frog poem`, `tags: [writing]`, `---`."
    return UnreadableError(Problem(message, file, line, hint=hint, code="front-matter"))


def _has_key(line: str, keys: Collection[str]) -> bool:
    found = _KEY.match(line)
    return found is not None and found[1].casefold() in keys


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _warn(file: str, line: int, reporter: Reporter, message: str) -> None:
    reporter.report(
        Problem(
            message,
            file,
            line,
            hint="Write three hyphens, `---`, on a line of their own.",
            severity=Severity.WARNING,
            code="fence",
        )
    )
