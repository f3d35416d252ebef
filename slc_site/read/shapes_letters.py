"""What `letters` of a conference.yml may say, and a letter of the class's own."""

from __future__ import annotations

from slc_site.read.shapes import Shape
from slc_site.read.values import Line, Lines, Text


class LettersShape(Shape):
    """For the letters home."""

    sign_up: Text = ""
    cannot_come: Lines = ()


class OwnLetterShape(Shape):
    """`letters/<kind>.md`."""

    subject: Line = ""
