"""From a row of a sheet to what stands in which box: lists taken apart, choices read in any language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from slc_site.model import family_questions as asked
from slc_site.model.family_questions import Answer
from slc_site.pen.input_columns import ABOUT, Columns, Said, known, known_words, plain
from slc_site.pen.input_sheet import Row
from slc_site.read.names import Names

_LINES, _PIECES = re.compile(r"\n+"), re.compile(r"[\n;；؛]+")
_MARK = re.compile(r"(?:[-*+•‣·–—]|\(?\d{1,2}[.)])\s+")
_FACE = re.compile(r"\s*([1-4])(?![\d/.,])")
_TICKS, _DASHES = "✓✔☑✅", " -–—_./"
_REST: Mapping[str, str] = {"private_time": "private", "follow_up": "times", "interpreter": "languages"}
"""Where the words go that somebody added to a yes or no."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to talk about."""

    text: str
    about: str = ""
    """A step or subject; empty: the families' share."""


@dataclass(slots=True)
class Answers:
    """What one row says."""

    texts: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Several where several columns were taken for one question, or an answer is a list."""
    topics: list[Topic] = field(default_factory=list)
    unclear: list[tuple[str, str]] = field(default_factory=list)
    """Answers that are none of the choices: the key of the question, and what was written."""


class Reading:
    """Reads rows of one sheet."""

    def __init__(self, columns: Columns, said: Said, abouts: Names) -> None:
        """`abouts` are the subjects and steps that a topic can be about."""
        self._columns = columns
        self._said = said
        self._abouts = abouts
        self._questions = {question.key: question for question in columns.form.questions}

    def answers(self, row: Row) -> Answers:
        """Return what a row says."""
        found = Answers()
        about = ""
        for place, key in sorted(self._columns.taken.items()):
            if key == ABOUT:
                about = self._about_of(row, place)
        for place, key in sorted(self._columns.taken.items()):
            cell = row.cells[place]
            if not cell or key == ABOUT or self._is_nothing(key, cell):
                continue
            if key == "topics":
                found.topics += self._topics(cell, self._beside(row, place) or about)
            else:
                self._add(found, key, cell)
        return found

    def _add(self, found: Answers, key: str, cell: str) -> None:
        answer = self._questions[key].answer
        if answer is Answer.TEXT:
            found.texts[key].append(cell)
        elif answer is Answer.SEVERAL:
            pieces = (_MARK.sub("", piece.strip(), count=1) for piece in _PIECES.split(cell))
            found.texts[key] += [piece for piece in pieces if piece and piece not in found.texts[key]]
        elif (choice := self._choice(answer, cell)) is None:
            found.unclear.append((key, cell))
        else:
            word, rest = choice
            found.texts[key].append(word)
            if rest and key in _REST and _REST[key] in self._questions:
                found.texts[_REST[key]].append(rest)
            elif rest:
                found.unclear.append((key, cell))

    def _is_nothing(self, key: str, cell: str) -> bool:
        """Did somebody write "none" or a dash? In the box for the teacher alone it would ask for a talk."""
        if self._questions[key].answer not in (Answer.TEXT, Answer.SEVERAL):
            return False
        return not cell.strip(_DASHES) or plain(cell) in self._phrases(*asked.NO, asked.NOTHING)

    # -- choices --------------------------------------------------------------------------------------

    def _choice(self, answer: Answer, cell: str) -> tuple[str, str] | None:
        """Return the word for a choice, and what was written besides; None when it is none of them."""
        if answer is Answer.FACES:
            if face := _FACE.match(cell):
                return face[1], ""
            if cell.count("★") in range(1, 5) and not cell.strip("★☆ "):
                return str(cell.count("★")), ""
            return self._of(asked.FACES, cell)
        if answer is Answer.ATTEND:
            return self._of(asked.ATTENDS, cell)
        words: dict[str, tuple[str, ...]] = {"yes": asked.YES, "no": asked.NO}
        if answer is Answer.EASE:
            words = {"partly": asked.PARTLY, **words}
        return self._begins(words, cell)

    def _of(self, words: Mapping[str, tuple[str, ...]], cell: str) -> tuple[str, str] | None:
        scores = {word: known(self._phrases(*texts), plain(cell)) for word, texts in words.items()}
        best = max(scores, key=lambda word: scores[word])
        return (best, "") if scores[best] else None

    def _begins(self, words: Mapping[str, tuple[str, ...]], cell: str) -> tuple[str, str] | None:
        text = plain(cell)
        if cell.strip() in _TICKS:
            return "yes", ""
        for word, listed in words.items():
            for phrase in sorted(self._phrases(*listed), key=len, reverse=True):
                if text == phrase or cell.strip() == phrase:
                    return word, ""
                if len(phrase) > 1 and re.match(rf"{re.escape(phrase)}\W", f"{cell.casefold()} "):
                    return word, cell
        return None

    def _phrases(self, *texts: str) -> frozenset[str]:
        return known_words(self._said, texts)

    # -- topics ---------------------------------------------------------------------------------------

    def _beside(self, row: Row, place: int) -> str:
        """Return what the column right beside a topic says that it is about."""
        for near in (place - 1, place + 1):
            if self._columns.taken.get(near) == ABOUT:
                return self._about_of(row, near)
        return ""

    def _about_of(self, row: Row, place: int) -> str:
        return row.cells[place]

    def _topics(self, cell: str, about: str) -> Iterator[Topic]:
        lines = [line.strip() for line in _LINES.split(cell) if line.strip()]
        if len(lines) > 1 and not all(map(_MARK.match, lines)):
            lines = [cell]
        for line in lines:
            text = _MARK.sub("", line, count=1)
            named, colon, rest = text.partition(":")
            if not about and colon and rest.strip() and (found := self._found(named)):
                yield Topic(rest.strip(), found)
            elif about and not self._found(about):
                yield Topic(f"{about}: {text}")
            else:
                yield Topic(text, self._found(about))

    def _found(self, typed: str) -> str:
        """Return the step or subject that is meant; empty when there is none."""
        if not typed.strip():
            return ""
        if named := self._abouts.find(typed):
            return named
        text = plain(typed)
        for name, words in asked.ABOUTS.items():
            if text in self._phrases(words):
                return self._abouts.find(name) or ""
        return ""
