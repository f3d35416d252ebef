"""Times as families write them: an hour, "morning", a day, "Thursday after 5 pm", an exact start.

Words are understood in English and in the language of the class; `17:00` alone means that hour, with a day
beside it the very minute.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from functools import cache

from msgspec import Struct
from msgspec.structs import replace
from pydantic_core import PydanticCustomError

from slc_site.model.classroom import DateOrder
from slc_site.model.sign_up import Times
from slc_site.read.disk import same
from slc_site.read.table_days import read_table_day

_ISO_DAY = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_SLASHES = re.compile(r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b")
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(a\.?m\.?|p\.?m\.?|uhr|h)?"
_SPAN = re.compile(
    rf"(?<![\w-]){_CLOCK}\s*(?:-|–|—|to|until|till|bis|a|à)\s*{_CLOCK}(?![\w-])", re.IGNORECASE
)
_ONE_TIME = re.compile(rf"(?<![\w-]){_CLOCK}(?![\w-])", re.IGNORECASE)
_MONTH_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|\.)?\b")
_SEVERAL = re.compile(r"\s*(?:[;\n|،؛]|,|(?<!\d)/|/(?!\d)|\bor\b|\bo\b|\bou\b|\boder\b)\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")

_HOURS: Mapping[str, tuple[time | None, time | None]] = {
    "morning": (None, time(12)),
    "noon": (time(11), time(14)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), None),
    "afternoon-evening": (time(12), time(20)),
}
_PERIODS: Mapping[str, str] = {
    "morning": "morning", "mornings": "morning", "am": "morning", "early": "morning",
    "noon": "noon", "midday": "noon", "lunch": "noon", "lunchtime": "noon",
    "afternoon": "afternoon", "afternoons": "afternoon", "pm": "afternoon",
    "tarde": "afternoon-evening",
    "evening": "evening", "evenings": "evening", "night": "evening", "late": "evening", "tonight": "evening",
}  # fmt: skip
_FROM = frozenset({"after", "from", "since", "ab", "nach", "desde", "después", "despues", "après", "apres"})
_BEFORE = frozenset({"before", "until", "till", "by", "vor", "bis", "antes", "hasta", "avant"})
_ANY = frozenset({"any", "anytime", "whenever", "flexible", "all", "always", "both"})
_BABEL_PERIODS = {"morning": "morning", "noon": "noon", "afternoon": "afternoon", "evening": "evening"}


class Words(Struct, frozen=True):
    """The words of a language for days, months, and parts of a day."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    periods: Mapping[str, str]


def read_times(text: str, language: str) -> tuple[list[Times], list[str]]:
    """Return the times in a cell, and those of its pieces that say no time.

    Args:
        text: The cell; several times stand between commas, semicolons, or "or".
        language: BCP 47, of the class.
    """
    known = words_of(language)
    whole = _read(text, known)
    pieces = [piece for piece in _SEVERAL.split(text) if piece.strip()]
    if len(pieces) < 2:
        return ([whole], []) if whole else ([], pieces)
    found: list[Times] = []
    unread: list[str] = []
    for piece in pieces:
        times = _read(piece, known)
        if times is None:
            unread.append(piece)
        elif found and _is_only_hours(times) and _is_only_day(found[-1]):
            # "Thursday, 5 pm" is one time, however many commas a form tool puts into it.
            found[-1] = _joined(found[-1], times, f"{found[-1].words}, {piece}")
        elif found and _is_only_day(times) and _is_only_weekday(found[-1]):
            found[-1] = replace(times, words=f"{found[-1].words}, {piece}")
        else:
            found.append(times)
    return found, unread


def _is_only_hours(times: Times) -> bool:
    return times.day is None and times.weekday is None and times.month_day is None


def _is_only_day(times: Times) -> bool:
    return not _is_only_hours(times) and times.begin is None and times.end is None


def _is_only_weekday(times: Times) -> bool:
    return _is_only_day(times) and times.weekday is not None and times.day is None


def _joined(day: Times, hours: Times, words: str) -> Times:
    typed_minute = hours.is_start or (":" in hours.words and hours.end == _hour_later(hours.begin))
    if typed_minute and hours.begin is not None:
        return replace(day, words=words, begin=hours.begin, end=None, is_start=True)
    return replace(day, words=words, begin=hours.begin, end=hours.end)


def _read(text: str, known: Words) -> Times | None:
    """Return the one time that a text says, or None."""
    words = " ".join(text.split())
    rest = same(words)
    day = weekday = month_day = None
    if iso := _ISO_DAY.search(rest):
        try:
            day = date(*(int(part) for part in iso.groups()))
        except ValueError:
            return None
        rest = rest[: iso.start()] + " " + rest[iso.end() :]
    if slashes := _SLASHES.search(rest):
        try:
            day = read_table_day(slashes[0], DateOrder.YEAR_FIRST)
        except PydanticCustomError:
            return None
        rest = rest[: slashes.start()] + " " + rest[slashes.end() :]
    spelt = set(_WORD.findall(rest))
    weekday = next((number for word, number in known.weekdays.items() if word in spelt), None)
    month = next((number for word, number in known.months.items() if word in spelt), None)
    if month is not None and day is None:
        rest, number = _without_day_of_month(rest)
        if number is None:
            return None
        month_day = (month, number)
    if day is not None or month_day is not None:
        weekday = None  # a day says more, and a form tool writes both
    has_day = day is not None or month_day is not None or weekday is not None
    begin, end, is_start = _hours(rest, spelt, known, has_day=has_day)
    says_nothing = not has_day and begin is None and end is None
    if says_nothing and not spelt & _ANY:
        return None
    return Times(words, day, weekday, month_day, begin, end, is_start)


def _without_day_of_month(text: str) -> tuple[str, int | None]:
    for found in _MONTH_DAY.finditer(text):
        after = text[found.end() : found.end() + 1]
        if 1 <= int(found[1]) <= 31 and after != ":":
            return text[: found.start()] + " " + text[found.end() :], int(found[1])
    return text, None


def _hours(
    text: str, spelt: set[str], known: Words, *, has_day: bool
) -> tuple[time | None, time | None, bool]:
    """Return from when, until when, and whether that is the very minute."""
    text = re.sub(r"\b(19|20)\d{2}\b", " ", text)  # a year is no time of day
    if span := _SPAN.search(text):
        half = span[6] or span[3]
        last = _time(span[4], span[5], span[6] or "", half)
        first = _time(span[1], span[2], span[3] or "", span[3] or (half if _is_before(span, half) else ""))
        if first is not None and last is not None:
            return first, last, False
    period = next((name for word, name in known.periods.items() if word in spelt), None)
    if found := _ONE_TIME.search(text):
        half = found[3] or ("pm" if period in ("afternoon", "evening") else "")
        moment = _time(found[1], found[2], found[3] or "", half)
        if moment is not None:
            if spelt & _FROM:
                return moment, None, False
            if spelt & _BEFORE:
                return None, moment, False
            if found[2] and (has_day or moment.minute):
                return moment, None, True
            return moment, _hour_later(moment), False
    begin, end = _HOURS[period] if period else (None, None)
    return begin, end, False


def _is_before(span: re.Match[str], half: str | None) -> bool:
    """Is the first of "5-6 pm" in the same half of the day? That of "11-1 pm" is not."""
    return bool(half) and int(span[1]) % 12 <= int(span[4]) % 12


def _time(hour: str, minute: str | None, own_half: str, half: str | None) -> time | None:
    number = int(hour)
    mark = (own_half or half or "").replace(".", "").lower()
    if mark == "pm" and number < 12:
        number += 12
    elif mark == "am" and number == 12:
        number = 0
    minutes = int(minute or 0)
    return time(number, minutes) if number < 24 and minutes < 60 else None


def _hour_later(moment: time | None) -> time | None:
    """Return the end of the hour; None at the end of the day."""
    return time(moment.hour + 1, moment.minute) if moment is not None and moment.hour < 23 else None


@cache
def words_of(language: str) -> Words:
    """Return the words of English and of a language; English alone where we know nothing of it."""
    from slc_site.model.locales import locale_of  # only where there are sign-ups

    locales = [locale for code in ("en", language) if (locale := locale_of(code)) is not None]
    weekdays: dict[str, int] = {}
    months: dict[str, int] = {}
    periods: dict[str, str] = {}
    for locale in locales:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.days[context][width].items():
                    weekdays[_bare(name)] = number
                for number, name in locale.months[context][width].items():
                    months[_bare(name)] = number
                for key, name in locale.day_periods.get(context, {}).get(width, {}).items():
                    known = _BABEL_PERIODS.get(key.rstrip("12"))
                    if known:
                        periods.update(dict.fromkeys((_bare(word) for word in name.split()[-1:]), known))
    weekdays |= {f"{name}s": number for name, number in weekdays.items() if name.endswith("day")}
    weekdays |= {"tues": 1, "thur": 3, "thurs": 3}
    months = {name: number for name, number in months.items() if name and not name.isdigit()}
    return Words(weekdays, months, {**periods, **_PERIODS})


def _bare(name: str) -> str:
    return same(name).rstrip(".").strip()
