"""Which paper lies in the printer: A4, or Letter in the countries that use it."""

from __future__ import annotations

from enum import Enum

from slc_site.model.classroom import Classroom

_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Where paper is Letter, as Unicode's CLDR has it; everywhere else it is A4."""


class PaperSize(Enum):
    """A sheet of paper, upright."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def millimetres(self) -> tuple[float, float]:
        """How wide and how high it is."""
        return (210, 297) if self is PaperSize.A4 else (215.9, 279.4)


def paper_of(classroom: Classroom) -> PaperSize:
    """Return the paper of the class's country.

    The country is the one of its language (`en-GB`), else of its time zone (`America/Regina` is Canada), else
    the one that most people live in who speak the language (`en` is the United States).
    """
    return PaperSize.LETTER if _country(classroom) in _LETTER else PaperSize.A4


def _country(classroom: Classroom) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    try:
        said = Locale.parse(classroom.language, sep="-")
    except (ValueError, UnknownLocaleError):
        said = Locale("en")
    likely = str(get_global("likely_subtags").get(said.language, ""))
    zone = get_global("zone_territories").get(classroom.timezone)
    return said.territory or zone or likely.rpartition("_")[2]
