"""Which column of a sheet answers which question: by our own questions in any language, or by known words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from slc_site.model import family_questions as asked
from slc_site.model.family_questions import Answer, Question
from slc_site.pen.input_sheet import NO_EMAIL, InputSheet, SheetError

Said = Callable[[str], Sequence[str]]
"""Returns a text of ours in each of our languages."""

STUDENT, SURNAME, ABOUT, NOT_KEPT = "student", "surname", "about", "-"
"""What a column may be besides the answer to a question; the last is left where it is."""
_OUR_KEY, _OUR_WORDS = 1000, 2000
"""How sure we are; known words count by their letters."""
_SHORT = 5
"""Words: a heading over names of children has no more."""


class Form(Enum):
    """Which form was answered."""

    BEFORE = "before"
    AFTER = "after"

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks."""
        return asked.BEFORE if self is Form.BEFORE else asked.AFTER


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a sheet is taken for."""

    form: Form
    student: int
    surname: int | None
    taken: Mapping[int, str]
    """Keys of questions, or `ABOUT`, by the place of the column."""
    left: tuple[int, ...]
    """Not known; what nobody keeps is not among them."""
    own: frozenset[int]
    """Columns that only an answer of its own has something in."""


def plain(text: str) -> str:
    """Return a heading or an answer in small letters, without accents, signs and its number."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in folded if not unicodedata.combining(char))
    words = re.sub(r"[\W_]+", " ", letters.replace("'", "").replace("’", "")).strip()
    return re.sub(r"^(?:q|question )?\d{1,2} (?=\D)", "", words)


def known(phrases: Iterable[str], text: str) -> int:
    """Return how many letters of a plain text the longest of some phrases covers; 0: none is in it."""
    return max((len(phrase) for phrase in phrases if _is_in(phrase, text)), default=0)


@cache
def phrases(listed: Sequence[str]) -> frozenset[str]:
    """Return what stands in lists "one, two, three", plainly; commas may be those of any script."""
    found = (plain(piece) for text in listed for piece in re.split("[,،、，;؛]", text))
    return frozenset(filter(None, found))


def known_words(said: Said, texts: Iterable[str]) -> frozenset[str]:
    """Return what stands in lists of ours, in all languages."""
    return phrases(tuple(each for text in texts for each in said(text)))


def _is_in(phrase: str, text: str) -> bool:
    if all(char < "\u0250" for char in phrase):
        return f" {phrase} " in f" {text} "
    return phrase in text  # other scripts join words, or have no spaces


def match(
    sheet: InputSheet,
    said: Said,
    is_child: Callable[[str], bool],
    *,
    form: Form | None,
    told: Mapping[str, str],
) -> Columns:
    """Return what each column is taken for.

    Args:
        sheet: The sheet.
        said: A text of ours in all languages.
        is_child: Does a cell name a child of the class?
        form: Which form it is; None: the one that more headings speak for.
        told: What the teacher said of columns, by heading: the key of a question, or one of the words above.

    Raises:
        SheetError: there is no column with children, or it cannot be told which form it is.
    """
    look = _Look(sheet, said, is_child, {plain(heading): key for heading, key in told.items()})
    form = form or look.form()
    _check(told, sheet, form)
    return look.columns(form)


def _check(told: Mapping[str, str], sheet: InputSheet, form: Form) -> None:
    keys = [question.key for question in form.questions]
    others = [STUDENT, SURNAME, ABOUT, NOT_KEPT]
    for heading, key in told.items():
        if plain(heading) not in map(plain, sheet.headings):
            raise SheetError(f"There is no column `{heading}`.", f"There is {', '.join(sheet.headings)}.")
        if key not in (*keys, *others):
            raise SheetError(f"There is no question `{key}`.", f"There is {', '.join([*keys, *others])}.")


class _Look:
    def __init__(
        self, sheet: InputSheet, said: Said, is_child: Callable[[str], bool], told: Mapping[str, str]
    ) -> None:
        self._sheet = sheet
        self._said = said
        self._told = told
        self._is_child = is_child
        self._plain = tuple(map(plain, sheet.headings))

    def form(self) -> Form:
        sums = {form: sum(score for _, score in self._best(form).values()) for form in Form}
        if sums[Form.BEFORE] == sums[Form.AFTER]:
            hint = "Say it with --as before or --as after. Known questions are in docs/content.md."
            raise SheetError("I cannot tell whether this is from before the conference or after it.", hint)
        return max(Form, key=lambda form: sums[form])

    def columns(self, form: Form) -> Columns:
        best = self._best(form)
        student = self._student(best)
        surname = self._other(student, asked.SURNAME, SURNAME)
        taken, left = {}, []
        for place, heading in enumerate(self._plain):
            if place in (student, surname):
                continue
            key = self._told.get(heading) or self._key(place, best)
            if key and key != NOT_KEPT:
                taken[place] = key
            elif not key and self._sheet.column(place):
                left.append(place)
        whens = self._phrases(asked.WHEN)
        own = frozenset(place for place, heading in enumerate(self._plain) if known(whens, heading))
        return Columns(form, student, surname, taken, tuple(left), own)

    # -- one heading ----------------------------------------------------------------------------------

    def _phrases(self, *texts: str) -> frozenset[str]:
        return known_words(self._said, texts)

    def _best(self, form: Form) -> Mapping[int, tuple[str, int]]:
        """Return for each column the question that its heading fits best, and how well."""
        found = {}
        for place, heading in enumerate(self._plain):
            scores = {question.key: self._score(question, heading) for question in form.questions}
            key = max(scores, key=lambda each: scores[each])
            if scores[key]:
                found[place] = (key, scores[key])
        return found

    def _score(self, question: Question, heading: str) -> int:
        if heading in (plain(question.key), plain(f"parent_input {question.key}")):
            return _OUR_KEY
        ours = [plain(text) for each in (question.asked, *question.also) for text in self._said(each)]
        if any(text in heading for text in ours if text):
            return _OUR_WORDS
        return known(self._phrases(question.known_by), heading)

    def _key(self, place: int, best: Mapping[int, tuple[str, int]]) -> str | None:
        """Return what a column is; None when nobody knows. What may be private is taken for private."""
        heading, cells = self._plain[place], self._sheet.column(place)
        key, score = best.get(place, ("", 0))
        if cells and all(cell == NO_EMAIL for cell in cells):
            return NOT_KEPT
        if score < _OUR_KEY:
            if known(self._phrases(asked.NOT_KEPT), heading) > score:
                return NOT_KEPT
            if self._is_private(heading):
                key = "private"
            elif known(self._phrases(asked.ABOUT, asked.ABOUT_ON_FORM), heading) > score:
                return ABOUT
        if key == "private_time" or (key == "private" and score < _OUR_KEY):
            return "private_time" if cells and all(map(self._is_yes_or_no, cells)) else "private"
        return key or None

    def _is_private(self, heading: str) -> bool:
        private = next(question for question in asked.BEFORE if question.key == "private")
        return bool(known(self._phrases(private.known_by), heading))

    def _is_yes_or_no(self, cell: str) -> bool:
        return plain(cell) in self._phrases(*asked.YES, *asked.NO)

    # -- whose it is ----------------------------------------------------------------------------------

    def _student(self, best: Mapping[int, tuple[str, int]]) -> int:
        for place, heading in enumerate(self._plain):
            if self._told.get(heading) == STUDENT:
                return place
        words = self._phrases(asked.CHILD, asked.CHILD_ON_FORM)
        sure: dict[int, tuple[bool, int, int]] = {}
        for place, heading in enumerate(self._plain):
            named = sum(map(self._is_child, self._sheet.column(place)))
            by_name = 3 if heading in words else 2 if self._is_short(heading) and known(words, heading) else 0
            if by_name or (named and place not in best and not self._is_not_kept(heading)):
                sure[place] = (bool(named), by_name, named)
        if not sure or (found := max(sure, key=lambda place: sure[place])) not in sure:
            raise SheetError(
                "There is no column that says whose family it is.",
                'Name it `student`, or say which one it is: --column "Your child=student".',
            )
        return found

    def _is_short(self, heading: str) -> bool:
        return len(heading.split()) <= _SHORT

    def _is_not_kept(self, heading: str) -> bool:
        return bool(known(self._phrases(asked.NOT_KEPT), heading))

    def _other(self, student: int, text: str, key: str) -> int | None:
        words = self._phrases(text)
        places: Collection[int] = [place for place in range(len(self._plain)) if place != student]
        told = [place for place in places if self._told.get(self._plain[place]) == key]
        return next(iter([*told, *(place for place in places if self._plain[place] in words)]), None)


def is_list(question: Question) -> bool:
    """Has a question several answers, each in a place of its own?"""
    return question.answer is Answer.SEVERAL
