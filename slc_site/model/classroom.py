"""The class, its students and its own pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import Path

from msgspec import Struct, field

from slc_site.model.audience import Audience
from slc_site.model.captions import Captions
from slc_site.model.origin import Origin


class Attachment(Struct, frozen=True):
    """A file that lies beside what somebody wrote: a photo, a sound, a video."""

    name: str
    """Its name as people type it, such as `frog.jpg`; never published."""
    path: Path
    """Where its bytes are; the loader has made sure that it is a plain file inside `content/`."""
    size: int
    """In bytes."""
    file: str
    """For messages: as seen from the folder that holds `content/`, with forward slashes."""
    captions: tuple[Captions, ...] = ()
    """Of a recording, one for each language."""
    transcript: tuple[str, ...] = ()
    """Of a recording: what is said in it, by paragraphs, from the `.txt` beside it; untrusted."""


class MediaRules(Struct, frozen=True):
    """What the class's web space can hold."""

    largest: int = 100_000_000
    """Of one file, in bytes: a recording is made smaller to fit, or left out."""


class Stems(Struct, frozen=True):
    """Sentences to finish, for a child who reflects."""

    did_well: tuple[str, ...] = ()
    make_better: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


class Strand(Struct, frozen=True):
    """One of the tags that a portfolio is sorted by: writing, representing, projects."""

    tag: str
    title: str
    about: str = ""
    """What the strand means, for families; empty: the program's own words for the three default strands."""
    good: tuple[str, ...] = ()
    """The anchor chart: what good writers (or builders, …) do."""
    stems: Stems = Stems()
    """The class's own; what is empty: the program's."""
    words: tuple[str, ...] = ()
    """The word bank; empty: the program's."""
    group: str = ""
    """What it belongs to, such as `Units of Inquiry`: strands of one group stand together."""


class TargetKind(Enum):
    """What sort of thing a learning target asks for."""

    LEARNING = "learning"
    SKILL = "skill"


class Target(Struct, frozen=True):
    """A learning target or learning skill that posts and conferences point at."""

    id: str
    text: str
    strand: str | None = None
    kind: TargetKind = TargetKind.LEARNING


class DateOrder(Enum):
    """How the days of a table are written; years first can always be read."""

    YEAR_FIRST = "year-month-day"
    DAY_FIRST = "day-month-year"
    MONTH_FIRST = "month-day-year"


class Better(Enum):
    """Which way is growth?"""

    HIGHER = "higher"
    LOWER = "lower"
    """As with reminders: fewer is better."""


class MeasureSpec(Struct, frozen=True):
    """One thing that is measured over time, and the file its data is in."""

    id: str
    title: str
    file: str
    """A name inside `content/measures/`."""
    unit: str = ""
    dates: DateOrder = DateOrder.YEAR_FIRST
    better: Better = Better.HIGHER


class Term(Struct, frozen=True):
    """A part of the school year."""

    id: str
    title: str
    start: date
    end: date


class Holiday(Struct, frozen=True):
    """Days without school inside a term; both of them count."""

    start: date
    end: date
    title: str = ""


WEEKEND = frozenset({5, 6})
"""Saturday and Sunday, as `date.weekday` counts."""


class Access(Struct, frozen=True):
    """The audience of each kind of thing, as the class decided; the contract's defaults."""

    posts: Audience = Audience.CLASS
    goals: Audience = Audience.FAMILY
    conferences: Audience = Audience.FAMILY
    report_cards: Audience = Audience.CONFERENCE
    measures: Audience = Audience.CONFERENCE
    pages: Audience = Audience.PUBLIC
    """The class's own pages: a teacher's words to everybody, until the class says otherwise."""
    earlier: Audience = Audience.FAMILY
    """Work of earlier years: who agreed to show it to one class did not agree for the next."""


class Consent(Struct, frozen=True):
    """What was signed for; without a signature, no."""

    publish: bool = False
    """May anything of the student leave the teacher's machine?"""
    photos: bool = False
    """May pictures in which the student can be recognised be seen wider than the conference?"""


class Classroom(Struct, frozen=True):
    """`class.yml`."""

    title: str
    origin: Origin
    school: str = ""
    teacher: str = ""
    contact: str = ""
    """How families reach the teacher: an e-mail address or a telephone number."""
    year: str = ""
    grade: int | None = None
    """Kindergarten is 0; of a class of several grades, the lowest."""
    language: str = "en"
    """BCP 47; the language of the site."""
    timezone: str = "UTC"
    """A name of the IANA time zone database."""
    url: str = ""
    """Where the site will stand, with a slash at its end; empty when the class has not said."""
    theme: str = "default"
    theme_options: Mapping[str, str] = field(default_factory=dict)
    strands: tuple[Strand, ...] = ()
    targets: tuple[Target, ...] = ()
    measures: tuple[MeasureSpec, ...] = ()
    terms: tuple[Term, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    weekend: frozenset[int] = WEEKEND
    """Days of the week without school; Monday is 0."""
    access: Access = Access()
    consent: Consent = Consent()
    media: MediaRules = MediaRules()
    shared: str = ""
    """A folder, as seen from the one that holds `content/`, whose files report cards may include."""
    publish: Mapping[str, str] = field(default_factory=dict)
    """Where the site can be published to: addresses by names of the class's own."""


class Student(Struct, frozen=True):
    """`student.yml`, with the class's consent already worked in."""

    slug: str
    """The name of the student's folder, as it is on disk."""
    name: str
    """The only name that is ever published."""
    origin: Origin
    emoji: str = ""
    """The avatar when it is an emoji."""
    avatar: Attachment | None = None
    """The avatar when it is a picture."""
    color: str = ""
    """One of the names in `COLORS`; empty: the theme picks one."""
    home_language: str = ""
    """BCP 47; empty: the class's language."""
    consent: Consent = Consent()
    surname: str = ""
    """Never published; kept only to make sure of that."""
    surname_is_a_word: bool = False
    """The surname is an ordinary word too (Green, Lee): only beside the first name does it count."""


COLORS = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink")
"""The colours a student may pick; a theme makes each of them readable."""


class ClassPage(Struct, frozen=True):
    """`pages/<slug>.md`: a page of the class, written by the teacher."""

    slug: str
    title: str
    body: str
    """Markdown."""
    body_line: int
    """The line of the file that the body's first line is."""
    origin: Origin
    audience: Audience = Audience.PUBLIC
    order: int = 0
    """Pages stand in this order, then by title."""
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
