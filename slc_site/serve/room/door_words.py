"""What is said at the door, in the language of the class."""

from __future__ import annotations

import math
from collections.abc import Mapping

from slc_site.render.translations import Words
from slc_site.serve.room.join import Invitation, square


def of_pin(words: Words) -> Mapping[str, str]:
    """Return the words of the page that asks for the number of the day."""
    return {
        "title": words.gettext("Welcome to our conferences"),
        "about": words.gettext("Please type the number of the day. The teacher has it."),
        "label": words.gettext("The number of the day"),
        "enter": words.gettext("Come in"),
    }


def of_wrong_pin(words: Words, wait: float) -> str:
    """Return what is said of a wrong number; `wait` is in seconds."""
    if not (seconds := math.ceil(wait)):
        return words.gettext("This is not the number of the day. Please look again.")
    return words.ngettext(
        "That was wrong too often. Please wait %(count)s second, then type it again.",
        "That was wrong too often. Please wait %(count)s seconds, then type it again.",
        seconds,
    ) % {"count": words.number(seconds)}


def of_join(words: Words, invitation: Invitation | None) -> Mapping[str, str]:
    """Return the words of the teacher's own page about the tablets; without an invitation there are none."""
    common = {"title": words.gettext("Tablets in the room"), "home": words.gettext("To the conferences")}
    if invitation is None:
        about = words.gettext(
            "Only this computer can see the pages. To let tablets in, stop with Ctrl-C and type:"
        )
        return {**common, "closed": f"{about} slc conference --lan"}
    return {
        **common,
        "url": invitation.url,
        "pin": invitation.spaced_pin,
        "square": square(invitation.url),
        "alt": words.gettext("The address as a square to scan"),
        "network": words.gettext("Join the same network as this computer."),
        "scan": words.gettext("Scan the square, or type the address:"),
        "type": words.gettext("Type the number of the day:"),
        "note": words.gettext("Only you see this page. Do not show it on the wall."),
    }


def of_lost_session(words: Words) -> str:
    """Return what a page says whose device has to type the number again."""
    return words.gettext("Please load this page again and type the number of the day. Your words are kept.")
