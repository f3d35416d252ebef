"""One letter in each of its forms: a sheet, an e-mail, a text message, what to say on the phone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from slc_site.model.family_letters import LetterKind
from slc_site.paper import letter_texts as ours
from slc_site.paper.households import Household
from slc_site.paper.letter_text import Block, BlockKind, blocks
from slc_site.paper.letters import Letter, filled
from slc_site.paper.reading_grade import grade
from slc_site.paper.sheet import Sheet
from slc_site.paper.sms import message
from slc_site.paper.squares import Square, square

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class CodeBox(Struct, frozen=True):
    """The way to the portfolio."""

    number: str
    """The code's; empty: there is none, anybody may look."""
    words: tuple[str, ...]
    link: str
    """Empty when nobody knows where the site will stand."""
    address: str
    """The page that it leads to, without the key that is in the link: as it is read and typed."""
    square: Square | None
    """The same to scan."""


class LetterSheet(Struct, frozen=True):
    """`letter.html` and `letter-call.html`."""

    kind: str
    title: str
    name: str
    """Of the child."""
    day: date | None
    blocks: tuple[Block, ...]
    code: CodeBox | None


def sheet(letter: Letter) -> Sheet:
    """Return a letter for paper, or for a page of its own."""
    view = LetterSheet(
        letter.kind.value,
        letter.subject,
        letter.household.student.name,
        letter.day,
        letter.blocks,
        code_box(letter.household) if shows_code(letter) else None,
    )
    return Sheet("letter.html", view, letter.words.code)


def code_box(home: Household) -> CodeBox | None:
    """Return the family's code, and the square with its link; None when there is neither."""
    if not home.code and not home.link:
        return None
    number = "" if home.door is None else str(home.door)
    return CodeBox(number, home.code, home.link, home.address, square(home.link))


def shows_code(letter: Letter) -> bool:
    """Has a letter the family's code in it?"""
    return any(block.kind is BlockKind.CODE for block in letter.blocks)


def email(letter: Letter) -> str:
    """Return the text of an e-mail, without its subject."""
    return "\n".join(_plain(letter)).strip() + "\n"


def _plain(letter: Letter) -> Iterator[str]:
    for block in letter.blocks:
        if block.kind is BlockKind.HEADING:
            yield from ("", *block.texts)
        elif block.kind is BlockKind.LIST:
            yield from (f"- {text}" for text in block.texts)
            yield ""
        elif block.kind is BlockKind.CODE:
            yield from _plain_code(letter)
        else:
            yield from (*block.texts, "")


def _plain_code(letter: Letter) -> Iterator[str]:
    home, _ = letter.household, letter.words.gettext
    if home.link:
        yield from (_(ours.OPEN_LINK), home.link, "")
    if home.code:
        code = " ".join((str(home.door), *home.code))
        yield from (_(ours.TYPE_CODE), *filter(None, (home.address,)), code, "")


def sms(letter: Letter) -> str:
    """Return a text message that says the same, in two parts at the most."""
    _ = letter.words.gettext
    values = letter.values
    if letter.kind is LetterKind.THANK_YOU:
        pieces = [_(ours.SMS_THANKS)]
        when = ""
    else:
        pieces = [_(ours.SMS_LEADS)]
        when = filled(_(ours.SMS_WHEN), values) if values["time"] else str(values["days"])
        if end := ours.SMS_ENDS.get(letter.kind):
            pieces.append(_(end))
    pieces = [filled(piece, values) for piece in pieces]
    first, rest = pieces[0], pieces[1:]
    where, contact = str(values["where"]), str(values["contact"])
    day = _sentence(when, letter.words.code)
    time = _sentence(f"{when}, {where}", letter.words.code) if when and where else day
    tries = (
        [first, time, *rest, contact],
        [first, time, contact],
        [first, day, contact],
        [first, day],
        [first],
    )
    return message(" ".join(filter(None, each)) for each in tries)


def _sentence(text: str, language: str) -> str:
    """Return a text with a full stop, unless it ends with one, as some dates do."""
    stop = "。" if language.partition("-")[0] in ("ja", "zh") else "."
    return text if not text or text.endswith(stop) else text + stop


def call(letter: Letter) -> Sheet:
    """Return what to say on the phone, with lines to write on."""
    _ = letter.words.gettext
    said = blocks(ours.joined(map(_, ours.SCRIPT)), letter.values, has_code=False)
    view = LetterSheet(
        letter.kind.value, letter.subject, letter.household.student.name, letter.day, said, None
    )
    return Sheet("letter-call.html", view, letter.words.code)


def reading_grade(letter: Letter) -> int | None:
    """Return the grade whose children can read a letter; None: not measured in its language."""
    texts = [text for block in letter.blocks for text in block.texts]
    return grade(texts, letter.words.code)


# -- for a mail merge ---------------------------------------------------------------------------------------


def emails_table(letters: Iterable[Letter]) -> str:
    """Return all e-mails as a table, to be merged by a mail program."""
    rows = [
        (one.household.student.name, one.household.slug, one.words.code, one.subject, email(one))
        for one in letters
    ]
    return _table(("child", "family", "language", "subject", "text"), rows)


def messages_table(letters: Iterable[Letter]) -> str:
    """Return all text messages as a table."""
    from slc_site.paper.sms import alphabet, parts

    rows = []
    for one in letters:
        text = sms(one)
        home = one.household
        rows.append((home.student.name, home.slug, one.words.code, text, str(parts(text)), alphabet(text)))
    return _table(("child", "family", "language", "text", "parts", "alphabet"), rows)


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    # A spreadsheet takes a text that begins so for a formula.
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULAS) else cell for cell in row] for row in rows)
    return out.getvalue()
