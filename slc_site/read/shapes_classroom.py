"""What the class, a student and a class page may say: `class.yml`, `student.yml`, `pages/<slug>.md`.

It is long because class.yml has many keys, and each value that is no plain text has its reader right here.
"""

from __future__ import annotations

import re
import zoneinfo
from decimal import Decimal
from typing import Annotated, ClassVar, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from slc_site.model.audience import Audience
from slc_site.model.classroom import COLORS, Better, DateOrder, MediaRules, TargetKind
from slc_site.problems import did_you_mean
from slc_site.read.languages import language_tag
from slc_site.read.shapes import Shape
from slc_site.read.shapes_days import HolidayShape, Weekdays
from slc_site.read.values import (
    Day,
    Line,
    Lines,
    Place,
    Several,
    Text,
    YesNo,
    by_value,
    choice,
    fail,
    one_of,
    read_line,
    shown,
)  # fmt: skip

_SIZE = re.compile(r"(\d{1,9}(?:[.,]\d{1,3})?) ?(?:([kmg])(i?)b)?", re.IGNORECASE)
_POWERS = {"k": 1, "m": 2, "g": 3}
_LEAST, _MOST = 100_000, 5_000_000_000
"""Of what the largest file may be, in bytes: a sound of some seconds, and more than any host takes."""
_GRADE = re.compile(r" *(?:grades? )?(?P<grade>k|kindergarten|\d{1,2})(?:st|nd|rd|th)?(?: grades?)? *")
_LAST_GRADE = 13
_SIMPLE_NAME = re.compile(r"[^\W_][\w-]*(\.[\w-]+)*")
_PASSWORD = re.compile(r"://[^/@\s]*:[^/\s]*@|[?&](pass|pw|secret|token)\w*=", re.IGNORECASE)

AUDIENCES = {audience.word: audience for audience in Audience}
AudienceWord = Annotated[Audience, PlainValidator(choice(AUDIENCES, "an audience"))]
ACCESS_ELSEWHERE = {
    **dict.fromkeys(("audience", "visibility", "visible", "public", "private", "hidden"), "access"),
    **dict.fromkeys(("draft", "publish", "published"), "access"),
}
"""What other programs call `access`, or what keeps a page back there."""
CONSENT_ELSEWHERE = dict.fromkeys(("publish", "published", "photo", "photos", "pictures"), "consent")
"""What belongs into `consent`."""


def _read_language(value: object) -> str:
    tag = language_tag(read_line(value))
    if tag is None:
        hint = "Write its short name: `en` for English, `es` for Spanish, `ar` for Arabic."
        fail("language", f"I cannot read {shown(value)} as a language.", hint)
    return tag


def _read_timezone(value: object) -> str:
    name = read_line(value)
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        known = zoneinfo.available_timezones()
        if not known or name in known:
            return name  # a computer without a list of them cannot tell
        hint = did_you_mean(name, known) or "Write it like `America/Regina`."
        fail("timezone", f"I know no time zone {shown(name)}.", hint)
    return name


def _read_url(value: object) -> str:
    text = read_line(value)
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query
    except ValueError:
        good = False
    if not good or " " in text or parts.fragment or parts.username:
        fail(
            "url",
            f"I cannot read {shown(value)} as an address.",
            "Write it like `https://maple.example/room12/`.",
        )
    return text if text.endswith("/") else f"{text}/"


def _read_shared_folder(value: object) -> str:
    text = read_line(value).rstrip("/")
    if text.startswith(("/", "~")) or set(text) & set("\\:\0"):
        hint = "Write it as seen from the folder that holds `content`, like `../shared`."
        fail("shared", f"I cannot use {shown(value)} as a folder that classes share.", hint)
    return text


def _read_publish(value: object) -> object:
    if not isinstance(value, dict):
        fail(
            "publish",
            f"I expected names of places and their addresses here, not {shown(value)}.",
            "Write it like `publish: {school: sftp://room12@host.example/site}`. "
            "What families have signed belongs into `consent`; until that is clear, nobody has signed.",
        )
    return value


def _read_address(value: object) -> str:
    text = read_line(value)
    if _PASSWORD.search(text):
        fail(
            "publish",
            "There is a password in this address, where others can read it.",
            "Leave it out: `slc publish` asks for it. If this file was ever handed on, change the password.",
        )
    return text


def _read_simple_name(value: object) -> str:
    text = read_line(value)
    if not _SIMPLE_NAME.fullmatch(text):
        fail(
            "name",
            f"I cannot use {shown(value)} as a name here.",
            "Write a plain name, without a folder before it.",
        )
    return text


def _read_grade(value: object) -> int:
    found = [_GRADE.fullmatch(part) for part in re.split("[-–/,&]", read_line(value).casefold())]
    words = [match["grade"] for match in found if match]
    grades = [int(word) if word.isdecimal() else 0 for word in words]
    if len(grades) < len(found) or max(grades) > _LAST_GRADE:
        hint = "Write it like `2`, `K` for kindergarten, or `2-3` for a class of two grades."
        fail("grade", f"I cannot read {shown(value)} as a grade.", hint)
    return min(grades)


def _read_size(value: object) -> int:
    found = _SIZE.fullmatch(read_line(value))
    if found is None:
        fail("size", f"I cannot read {shown(value)} as a size.", "Write it like `25 MB`.")
    number = Decimal(found[1].replace(",", "."))
    size = int(number * (1024 if found[3] else 1000) ** _POWERS[(found[2] or "m").lower()])
    if not _LEAST <= size <= _MOST:
        hint = "Write it like `25 MB`; it can be from `100 KB` to `5 GB`."
        fail("size", f"The largest file cannot be {shown(value)}.", hint)
    return size


Language = Annotated[str, PlainValidator(_read_language)]
SimpleName = Annotated[str, PlainValidator(_read_simple_name)]


class StudentAccessShape(Shape):
    """The audience of each kind of thing that a student makes."""

    SENSITIVE = frozenset({"posts", "goals", "conferences", "report-cards", "measures", "earlier"})

    posts: AudienceWord | None = None
    goals: AudienceWord | None = None
    conferences: AudienceWord | None = None
    report_cards: AudienceWord | None = Field(None, alias="report-cards")
    measures: AudienceWord | None = None
    earlier: AudienceWord | None = None


class AccessShape(StudentAccessShape):
    """The same of a class, with its own pages."""

    SENSITIVE = StudentAccessShape.SENSITIVE | {"pages"}

    pages: AudienceWord | None = None


class ConsentShape(Shape):
    """What was signed for."""

    SENSITIVE = frozenset({"publish", "photos"})

    publish: YesNo | None = None
    photos: YesNo | None = None


class MediaShape(Shape):
    """What the class's web space can hold, or only how large a file may be."""

    SHORTHAND = "largest"

    largest: Annotated[int, PlainValidator(_read_size)] = MediaRules().largest


class StemsShape(Shape):
    """Sentences to finish, or only those for what went well."""

    SHORTHAND = "did_well"

    did_well: Lines = ()
    make_better: Lines = ()
    steps: Lines = ()
    connections: Lines = ()
    questions: Lines = ()


class StrandShape(Shape):
    """A strand, or only its tag."""

    SHORTHAND = "tag"

    tag: Line = Field(examples=["writing"])
    title: Line = ""
    group: Line = ""
    about: Text = ""
    good: Lines = ()
    stems: StemsShape = StemsShape()
    words: Lines = ()


class TargetShape(Shape):
    """A learning target or skill."""

    id: Line = Field(examples=["end-with-a-period"])
    text: Line = Field(examples=["I can end a sentence with a period"])
    strand: Line = ""
    kind: Annotated[TargetKind, PlainValidator(choice(by_value(TargetKind), "a kind of target"))] = (
        TargetKind.LEARNING
    )


_DATE_ORDERS = {"".join(word[0] for word in order.value.split("-")): order for order in DateOrder}


def _read_date_order(value: object) -> DateOrder:
    words = re.findall(r"[^\W\d_]+", read_line(value).casefold())
    # `day-month-year`, `DD/MM/YYYY` and `dmy` are the same
    order = _DATE_ORDERS.get(words[0] if len(words) == 1 else "".join(word[0] for word in words))
    if order is None:
        hint = f"Write {one_of(order.value for order in DateOrder)}."
        return fail("choice", f"I cannot read {shown(value)} as an order of day, month and year.", hint)
    return order


class MeasureShape(Shape):
    """What is measured over time."""

    id: Line = Field(examples=["reading-fluency"])
    title: Line = ""
    unit: Line = ""
    file: SimpleName = ""
    dates: Annotated[DateOrder, PlainValidator(_read_date_order)] = DateOrder.YEAR_FIRST
    better: Annotated[Better, PlainValidator(choice(by_value(Better), "what is better"))] = Better.HIGHER


class TermShape(Shape):
    """A part of the year."""

    id: Line = Field(examples=["fall"])
    title: Line = ""
    start: Day = Field(examples=["2026-09-01"])
    end: Day = Field(examples=["2026-12-18"])

    @model_validator(mode="after")
    def _goes_forward(self) -> Self:
        if self.end < self.start:
            fail("term", "This term ends before it begins.", "Let `end` be later than `start`.")
        return self


class ClassShape(Shape):
    """`class.yml`."""

    SENSITIVE = frozenset({"access", "consent"})
    INSTEAD: ClassVar = {**ACCESS_ELSEWHERE, **CONSENT_ELSEWHERE}
    SPELLINGS: ClassVar = {"theme-option": "theme_options"}

    title: Line = Field(examples=["Room 12"])
    school: Line = ""
    teacher: Line = ""
    contact: Line = ""
    year: Line = ""
    grade: Annotated[int | None, PlainValidator(_read_grade)] = None
    language: Language = "en"
    timezone: Annotated[str, PlainValidator(_read_timezone)] = "UTC"
    url: Annotated[str, PlainValidator(_read_url)] = ""
    theme: SimpleName = "default"
    theme_options: dict[str, Line] = Field(default_factory=dict)
    strands: Several[StrandShape] = ()
    targets: Several[TargetShape] = ()
    measures: Several[MeasureShape] = ()
    terms: Several[TermShape] = ()
    holidays: Several[HolidayShape] = ()
    weekend: Weekdays = ()
    access: AccessShape = AccessShape()
    consent: ConsentShape = ConsentShape()
    media: MediaShape = MediaShape()
    shared: Annotated[str, PlainValidator(_read_shared_folder)] = ""
    publish: Annotated[
        dict[SimpleName, Annotated[str, PlainValidator(_read_address)]], BeforeValidator(_read_publish)
    ] = Field(default_factory=dict)


_COLORS = {color: color for color in COLORS}


def _read_color(value: object) -> str:
    text = read_line(value).casefold()
    if text not in _COLORS:
        near = did_you_mean(text, COLORS)
        hint = f"{near} Possible are {one_of(COLORS)}." if near else f"Write {one_of(COLORS)}."
        fail("color", f"I know no color {shown(value)}.", hint)
    return text


class StudentShape(Shape):
    """`student.yml`."""

    SENSITIVE = frozenset({"access", "consent", "surname"})
    INSTEAD: ClassVar = {
        **ACCESS_ELSEWHERE,
        **CONSENT_ELSEWHERE,
        **dict.fromkeys(("last-name", "lastname", "family-name", "full-name"), "surname"),
    }
    SPELLINGS: ClassVar = {"colour": "color"}

    name: Line = Field(examples=["Ada"])
    avatar: Line = ""
    color: Annotated[str, PlainValidator(_read_color)] = ""
    home_language: Language = ""
    consent: ConsentShape = ConsentShape()
    surname: Line = ""
    surname_is_a_word: YesNo = False
    access: StudentAccessShape = StudentAccessShape()


class PageShape(Shape):
    """`pages/<slug>.md`."""

    SENSITIVE = frozenset({"access"})
    INSTEAD = ACCESS_ELSEWHERE

    title: Line = ""
    order: Place = 0
    access: AudienceWord | None = None
