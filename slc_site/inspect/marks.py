"""What a file may tell besides what one sees or hears, in a teacher's words."""

from __future__ import annotations

EXIF = "EXIF data (place, time, camera)"
XMP = "XMP data (names, words, places)"
IPTC = "IPTC data (names, captions)"
PROFILE = "a colour profile"
COMMENT = "a comment"
WORDS = "words that somebody or some program wrote into it"
PLACE = "a place"
PREVIEW = "a smaller picture"
TAGS = "titles, names or comments"
DATE = "the time when it was made"
PROGRAM = "the name of a program or device"
DATA_TRACK = "a track of data (a phone's, of where it was)"
LEFT_OVER = "data that no picture or sound belongs to"
TRAILING = "something after its end"
HIDDEN = "something where nothing should be"


def part(name: bytes | str) -> str:
    """Return the mark of a part that playing or showing does not need, by the name it has in the file."""
    text = name.decode("latin-1") if isinstance(name, bytes) else name
    shown = "".join(letter if letter.isprintable() else "?" for letter in text).strip()
    return f"a part called “{shown}”"
