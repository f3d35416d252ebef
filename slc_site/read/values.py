"""What a text may mean: a day, yes or no, a number, a fraction, a list. One type for each, for shapes.

Everything arrives as the text a teacher sees; a validator returns the typed value or fails with a sentence
in plain words and a hint what to type instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, NoReturn, TypeVar

from pydantic import BeforeValidator, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError, PydanticOmit

from slc_site.problems import did_you_mean

DROPPED = object()
"""Stands in a list for an item that could not be used, so that the others keep their places."""

FIRST_YEAR, LAST_YEAR = 1990, 2100
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]+\d{1,2}:\d{2}.*)?")
_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+)(\d{1,2})[:.](\d{2})(?::\d{2})?")
_NUMBER = re.compile(r"[-+]?\d{1,12}(?:\.\d{1,6})?")
_MINUTES = re.compile(r"(\d{1,4})(?: ?min(?:utes?|\.)?)?")
_SEPARATORS = re.compile(r"[,;،、，；]")
_QUOTES = " \t\n'\"“”„‘’«»"
_YES_NO = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def fail(code: str, message: str, hint: str = "", key: str = "") -> NoReturn:
    """Refuse a value; `message` is a sentence for a teacher, `hint` what to type instead.

    `key` says which of several keys is at fault when they were checked together.
    """
    # Handed over as context, because a template would trip over braces that somebody typed.
    raise PydanticCustomError(code, "{message}", {"message": message, "hint": hint, "key": key})


def shown(value: object) -> str:
    """Return what somebody typed, in backticks and not too long, for a message."""
    text = value if isinstance(value, str) else "a list" if isinstance(value, list) else "keys and values"
    text = " ".join(text.split())
    text = text if len(text) <= 60 else f"{text[:57]}…"
    return f"`{text}`" if isinstance(value, str) else text


def one_of(words: Iterable[str]) -> str:
    """Return "`a`, `b` or `c`"."""
    return _joined(words, "or")


def all_of(words: Iterable[str]) -> str:
    """Return "`a`, `b` and `c`"."""
    return _joined(words, "and")


def _joined(words: Iterable[str], last_but_one: str) -> str:
    *most, last = (f"`{word}`" for word in words)
    return f"{', '.join(most)} {last_but_one} {last}" if most else last


# -- texts ------------------------------------------------------------------------------------------------


def read_text(value: object) -> str:
    """Return a text as it was written, without the space around it."""
    if isinstance(value, str):
        return value.strip()
    return fail("text", f"I expected one text here, not {shown(value)}.", "Put the text in quotes.")


def read_line(value: object) -> str:
    """Return a text as one line."""
    return " ".join(read_text(value).split())


def _unless_dropped(value: object) -> object:
    if value is DROPPED:
        raise PydanticOmit
    return value


def _item(value: object) -> object:
    if isinstance(value, dict) and len(value) == 1:
        # YAML takes `- She said: hello` in a list for a key and a value.
        ((key, text),) = value.items()
        if isinstance(text, str) and text:
            return f"{key}: {text}"
    return _unless_dropped(value)


def _as_items(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [] if isinstance(value, str) and not value.strip() else [value]


def _split_items(value: object) -> list[object]:
    if isinstance(value, str):
        inner = value.strip()
        if inner[:1] == "[" or inner[-1:] == "]":
            inner = inner.strip("[]")
        return [piece for piece in _SEPARATORS.split(inner) if piece.strip()]
    return _as_items(value)


def _read_word(value: object) -> str:
    if not isinstance(value, str):
        return fail(
            "text", f"I expected a name here, not {shown(value)}.", "Write the names like `[one, two]`."
        )
    return " ".join(value.strip(_QUOTES).split())


T = TypeVar("T")
Text = Annotated[str, PlainValidator(read_text)]
"""A text that may have several lines."""
Line = Annotated[str, PlainValidator(read_line)]
"""A text of one line."""
Several = Annotated[tuple[Annotated[T, BeforeValidator(_unless_dropped)], ...], BeforeValidator(_as_items)]
"""A list; a single value is a list of one."""
Texts = Annotated[tuple[Annotated[Text, BeforeValidator(_item)], ...], BeforeValidator(_as_items)]
"""A list of texts."""
Lines = Annotated[tuple[Annotated[Line, BeforeValidator(_item)], ...], BeforeValidator(_as_items)]
"""A list of texts of one line each."""
Word = Annotated[str, PlainValidator(_read_word)]
"""A tag or a reference."""
Listed = Annotated[tuple[Annotated[T, BeforeValidator(_unless_dropped)], ...], BeforeValidator(_split_items)]
"""A list of which each item can be a word; `a, b` is one too."""
Words = Listed[Word]
"""A list of tags or references."""

# -- choices ----------------------------------------------------------------------------------------------

E = TypeVar("E", bound=Enum)


def choice(words: Mapping[str, E], what: str) -> Callable[[object], E]:
    """Return a validator for one of a few words; `what` is "an audience" or the like, for messages."""

    def read(value: object) -> E:
        if isinstance(value, str):
            found = words.get("-".join(re.split(r"[\s_-]+", value.strip().casefold())))
            if found is not None:
                return found
            if not value.strip():
                fail(
                    "choice", f"There is nothing written here; I expected {what}.", f"Write {one_of(words)}."
                )
        near = did_you_mean(value, words) if isinstance(value, str) else None
        hint = f"{near} Possible are {one_of(words)}." if near else f"Write {one_of(words)}."
        return fail("choice", f"I cannot read {shown(value)} as {what}.", hint)

    return read


def by_value(kind: type[E]) -> dict[str, E]:
    """Return the members of an enum by the words people write for them."""
    return {str(member.value): member for member in kind}


def _read_yes_no(value: object) -> bool:
    text = value.strip().casefold() if isinstance(value, str) else None
    if text in _YES_NO:
        return _YES_NO[text]
    message = "There is nothing written here."
    if text != "":
        message = f"I cannot read {shown(value)} as yes or no."
    return fail("yes-no", message, "Write `yes` or `no`.")


YesNo = Annotated[bool, PlainValidator(_read_yes_no)]

# -- days and times ---------------------------------------------------------------------------------------


def read_day(value: object) -> date:
    """Return a day between 1990 and 2100."""
    found = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is not None:
        year, month, day = (int(part) for part in found.groups())
        try:
            read = date(year, month, day)
        except ValueError:
            return fail("date", f"I cannot read {shown(value)} as a date.", "Write it like 2026-10-05.")
        if FIRST_YEAR <= year <= LAST_YEAR:
            return read
        return fail("date", f"The year {year} cannot be right.", "Write it like 2026-10-05.")
    return fail("date", f"I cannot read {shown(value)} as a date.", "Write it like 2026-10-05.")


def read_recent_day(value: object, info: ValidationInfo) -> date:
    """Return a day that is at most a year ahead of `context["today"]`."""
    day = read_day(value)
    if not is_recent(day, (info.context or {}).get("today", day)):
        fail("future", f"The day {day.isoformat()} is more than a year ahead.", "Is the year right?")
    return day


def is_recent(day: date, today: date) -> bool:
    """Return whether the day is not absurd for something that has been done."""
    return day.year >= FIRST_YEAR and (day - today).days <= 366


def read_moment(value: object) -> datetime:
    """Return a local time of the class, on a day between 1990 and 2100."""
    found = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is not None:
        try:
            year, month, day, hour, minute = (int(part) for part in found.groups())
            moment = datetime(year, month, day, hour, minute)
        except ValueError:
            found = None
        else:
            read_day(moment.date().isoformat())
            return moment
    return fail(
        "moment", f"I cannot read {shown(value)} as a day and a time.", "Write it like 2026-11-19 16:30."
    )


Day = Annotated[date, PlainValidator(read_day)]
RecentDay = Annotated[date, PlainValidator(read_recent_day)]
"""A day on which something was done: not far in the future."""
Moment = Annotated[datetime, PlainValidator(read_moment)]
"""A local time of the class, without a time zone."""

# -- numbers ----------------------------------------------------------------------------------------------


def read_number(value: object) -> Decimal:
    """Return a number, written with a point or a comma."""
    text = "".join(value.split()) if isinstance(value, str) else ""
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+", text):
        plain = text.replace(",", "")
        return fail(
            "number",
            f"I cannot tell what {shown(value)} means.",
            f"Write `{plain}`, or a point before decimals.",
        )
    text = text.replace(",", ".", 1)
    if not _NUMBER.fullmatch(text):
        return fail(
            "number", f"I cannot read {shown(value)} as a number.", "Write only the number, like 3 or 2.5."
        )
    return Decimal(text)


def whole(least: int, most: int) -> Callable[[object], int]:
    """Return a validator for a whole number."""

    def read(value: object) -> int:
        text = value.strip() if isinstance(value, str) else ""
        if re.fullmatch(r"[-+]?\d{1,9}", text) and least <= int(text) <= most:
            return int(text)
        return fail(
            "number", f"I cannot use {shown(value)} here.", f"Write a whole number from {least} to {most}."
        )

    return read


def _read_minutes(value: object) -> int:
    found = _MINUTES.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is not None and 1 <= int(found[1]) <= 600:
        return int(found[1])
    return fail("minutes", f"I cannot read {shown(value)} as a number of minutes.", "Write it like 30.")


Number = Annotated[Decimal, PlainValidator(read_number)]
Minutes = Annotated[int, PlainValidator(_read_minutes)]
Count = Annotated[int, PlainValidator(whole(1, 100))]
Place = Annotated[int, PlainValidator(whole(-1000, 1000))]
"""A position in an order."""
