"""The pages that stand before a lock, and the scripts that open it: none of them tells whose is behind it.

A sealed page lies in a shell, which is the same for all but for the bytes that are sealed in it. What a
shell says is said in the language of whoever reads it, as far as there is a catalogue. `docs/locks.md` has
the format.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cached_property

from slc_site.render import urls
from slc_site.render.page import Page
from slc_site.render.theme import Theme
from slc_site.render.translations import LOCALES, Words, _, words_for
from slc_site.render.views import LockPage

_SHELL = urls.locked("0" * 24, ".html")
"""Any sealed page: all of them stand equally deep."""
_HERE = "sealed-bytes-stand-here"
_EXAMPLE = "17 maple frog lemon sunset violin river piano"
_SCRIPT = _("To open it, JavaScript must be turned on in the browser.")
_SAID: Mapping[str, str] = {
    "title": _("Locked page"),
    "heading": _("Please type your code"),
    "intro": _("It is on the card or in the letter from the teacher: a number and seven words."),
    "label": _("Your code"),
    "example": _("For example:"),
    "keep": _("Remember on this device"),
    "keep_hint": _("For 90 days. Only do this on a device of your own."),
    "open": _("Open"),
    "opening": _("Opening…"),
    # Translators: {count}, {word} and {what} are filled in by the page.
    "number": _("A code begins with a number. Please look at your card again."),
    "count": _("A code has seven words after its number. You typed {count}."),
    "word": _("No code has the word “{word}”. Please look at your card again."),
    "OperationError": _("This code does not open anything here. Please look at your card and try again."),
    "link": _("This link does not work any more. Please type the code from your newest card."),
    "new": _("The lock has changed. Please type the code from your newest card."),
    "other": _("This page is for another family."),
    "start": _("Go to your own start page"),
    "trouble": _("A part of this site is missing. Try again later. If it stays like this, tell the teacher."),
    "insecure": _("A lock can only be opened at a safe address. It begins with https."),
    "safe": _("Open this page at its safe address"),
    "ask": _("If that does not work, ask the teacher for a safe address or a copy on a USB stick."),
    "old": _("This browser is too old to open the lock. Please try another one."),
    "folder": _(
        "Pictures and recordings stay locked here. Ask the teacher for the USB copy or the home copy: "
        "they are made for this."
    ),
    "only": _("Only people with a code can see this page."),
    "forget": _("Forget on this device"),
    "lock": _("Lock again"),
    "play": _("Play"),
    "picture": _("This picture could not be opened. {what}"),
    "recording": _("This recording could not be opened. {what}"),
}
"""All that `open.js` says, by the names it has there."""


class Shells:
    """Makes the pages in which something is locked, for one site."""

    def __init__(self, theme: Theme, language: str) -> None:
        """`language` is the class's: what a reader's browser does not know better is said in it."""
        self._theme = theme
        self._words = words_for(language)

    def page(self, sealed: bytes) -> bytes:
        """Return the page that opens `sealed`, to be put at `locks/<2>/<24>.html`.

        Raises:
            ThemeError: the template is missing or broken.
        """
        before, after = self._halves
        return before + b64encode(sealed) + after

    def door(self) -> bytes:
        """Return the page at `urls.DOOR`, where a code is typed and nothing is locked.

        Raises:
            ThemeError: the template is missing or broken.
        """
        return self._drawn(urls.DOOR, "../")

    @cached_property
    def _halves(self) -> tuple[bytes, bytes]:
        # There are hundreds of shells: the template is drawn once.
        before, _here, after = self._drawn(_SHELL, "../../", _HERE).partition(_HERE.encode())
        return before, after

    def _drawn(self, path: str, root: str, sealed: str = "") -> bytes:
        words = {"script": self._words.gettext(_SCRIPT), "code": _EXAMPLE, **_said_in(self._words)}
        view = LockPage(root, words, sealed)
        return self._theme.render(Page(path, "lock.html", view))


def said_script() -> bytes:
    """Return the file at `urls.SAID`: all that the opener says, in every language that has a catalogue."""
    known = ["en", *sorted(file.name for file in LOCALES.iterdir() if file.is_dir())]
    told = {code: {"dir": words_for(code).direction, **_said_in(words_for(code))} for code in known}
    return _script("slcSaid", told)


def words_script(words: Iterable[str]) -> bytes:
    """Return the file at `urls.WORDS`: the words of codes, by which a slip is told from a wrong code."""
    return _script("slcWords", " ".join(words))


def _said_in(words: Words) -> dict[str, str]:
    return {name: words.gettext(text) for name, text in _SAID.items()}


def _script(call: str, value: object) -> bytes:
    # A script and not JSON: from a folder, a page may load nothing else.
    return f"{call}({json.dumps(value, ensure_ascii=False, separators=(',', ':'))})\n".encode()
