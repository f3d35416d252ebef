"""Texts in a calendar's file, as RFC 5545 has them (section 3.3.11).

Apart from `calendar_file`, because icalendar is slow to load.
"""

from __future__ import annotations

from icalendar import vText

_NEW_LINE = r"\N"


class Text(vText):
    """Words as somebody wrote them, without control characters.

    icalendar takes a backslash before a capital N for the end of a line, also where somebody wrote just that,
    as in the path of a folder that begins with an N; each other backslash it leaves one.
    """

    def to_ical(self) -> bytes:
        """Return it escaped."""
        written: bytes = vText("\0".join(self.split(_NEW_LINE))).to_ical()
        return written.replace(b"\0", rb"\\N")
