"""Reads the finished bytes for names that must not be there.

Narrowing keeps a surname out of every page as a value; but a child may have written it into a story. So what
is to be uploaded is read once more, as it will be: a surname in it refuses the whole build.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from slc_site.model.classroom import Student
from slc_site.problems import Problem, Severity

_TEXTS = frozenset({".html", ".xml", ".txt", ".md", ".json", ".js", ".css", ".svg", ".ics", ".vtt"})


class SurnameGuard:
    """Looks for surnames in one file after the other."""

    def __init__(
        self, students: Iterable[Student], *, ours: str = "assets/", would: str = "be published"
    ) -> None:
        """Look for the surnames of `students`; paths below `ours` hold nothing of the class's.

        `would` says what would become of a surname that is found.
        """
        self._would = would
        self._wanted = [(student, _pattern(student)) for student in students if student.surname.strip()]
        self._any = re.compile(
            "|".join(f"(?:{pattern.pattern})" for _, pattern in self._wanted), re.IGNORECASE
        )
        self._ours = ours
        self._found: dict[str, set[str]] = {}

    @property
    def looks_for(self) -> tuple[str, ...]:
        """What is looked for: a file in which that was not found need not be read for it again."""
        return tuple(pattern.pattern for _, pattern in self._wanted)

    def look(self, path: str, content: bytes | Path | None) -> None:
        """Look at a file of the site; at its path alone without `content`, or if it holds no text."""
        if not self._wanted or path.startswith(self._ours):
            return
        text = ""
        if content is not None and PurePosixPath(path).suffix in _TEXTS:
            text = (content if isinstance(content, bytes) else content.read_bytes()).decode(
                "utf-8", "replace"
            )
        # The quick look finds too much, such as a child called Li in every list; the careful one decides.
        if self._any.search(plain(path)) or self._any.search(_roughly(text)):
            from slc_site.share.legible import words_of  # few have a surname to look for

            words = plain(f"{path}\n{words_of(text)}")
            for student, pattern in self._wanted:
                if pattern.search(words):
                    self._found.setdefault(student.slug, set()).add(path)

    @property
    def problems(self) -> list[Problem]:
        """A problem for each surname that was found."""
        return [
            _refused(student, sorted(self._found[student.slug]), self._would)
            for student, _ in self._wanted
            if student.slug in self._found
        ]


def plain(text: str) -> str:
    """Fold away what tells two writings of one name apart: case, accents, ways to compose a letter."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    marks = [ord(char) for char in set(decomposed) if unicodedata.combining(char)]
    return decomposed.translate(dict.fromkeys(marks)) if marks else decomposed


_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


def _roughly(text: str) -> str:
    """Return the text with and without its tags; without, because a tag may cut a name: `Love<b>lace</b>`."""
    text = html.unescape(text)
    return plain(f"{text}\n{_TAG.sub('', text)}")


def _pattern(student: Student) -> re.Pattern[str]:
    surname = r"[\s\-]+".join(map(re.escape, re.split(r"[\s\-]+", plain(student.surname.strip()))))
    name = re.escape(plain(student.name.strip()))
    whole = rf"(?<![^\W_]){surname}(?![^\W_])"  # in the name of a file, _ is a space
    if student.surname_is_a_word:
        whole = rf"(?<![^\W_])(?:{name}[\s\-_,.]+{surname}|{surname}[\s\-_,.]+{name})(?![^\W_])"
    return re.compile(whole, re.IGNORECASE)


def _refused(student: Student, paths: list[str], would: str) -> Problem:
    shown = ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
    return Problem(
        f"The surname of {student.name} would {would}, in {shown}. Nothing was written.",
        student.origin.file,
        key="surname",
        hint="Take the surname out of what was written there. If it is an ordinary word too, such as Green, "
        "write `surname_is_a_word: yes` below it: then only the full name is looked for.",
        severity=Severity.ERROR,
        code="surname",
    )
