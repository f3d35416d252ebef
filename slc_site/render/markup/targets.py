"""Reads what somebody typed as the target of a link or the name of a picture, without opening anything."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

_INLINE = re.compile(r"\]\(\s*<?([^()<>\n]*(?:\([^()<>\n]*\)[^()<>\n]*)*)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]*\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)
_TAG = re.compile(r"""<a\s[^<>]*?\bhref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
_TITLE = re.compile(r"""\s["'].*""", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DRIVE = re.compile(r"[a-z]:[\\/]", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_WEB = re.compile(r"https?://[^\s/?#\\@:]", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)


def link_targets(text: str) -> frozenset[str]:
    """Return every relative target that a text seems to link to, as typed, with its `#fragment`.

    A cheap look, made before anything is converted: it may name a picture or an example inside of code, but
    it misses no link that Markdown or an `<a href>` makes. It takes linear time, whatever the text.
    """
    found = [inline[1] for inline in _INLINE.finditer(text)] if "](" in text else []
    if "]:" in text:
        found += (reference[1] for reference in _REFERENCE.finditer(text))
    if "<" in text:
        found += (html.unescape(tag[1] or tag[2] or tag[3] or "") for tag in _TAG.finditer(text))
    # Where the title begins is a guess: `a "b".md` is a name too, and so both are among the targets.
    plain = {normal(_ESCAPED.sub(r"\1", part)) for typed in found for part in (typed, _TITLE.sub("", typed))}
    return frozenset(target for target in plain if is_relative(target))


def normal(target: str) -> str:
    """Return a target as browsers take it: nothing unseen in it and no space around it."""
    return _UNSEEN.sub("", target).strip()


def is_relative(target: str) -> bool:
    """Tell whether a target is meant to be found beside the text: no address, no place in the text itself."""
    return bool(target) and not target.startswith(("#", "//")) and not _SCHEME.match(target)


def is_foreign(target: str) -> bool:
    """Tell whether a target is the address of something that is not on this machine."""
    return target.startswith("//") or (
        bool(_SCHEME.match(target)) and not _DRIVE.match(target) and not target.lower().startswith("file:")
    )


def leads_out(target: str) -> bool:
    """Tell whether a target asks for a file outside of the folder of its text."""
    path = unquote(target)
    return (
        path.startswith("/") or "\\" in path or bool(_SCHEME.match(path)) or ".." in re.split(r"[/\\]", path)
    )


def web_address(target: str) -> str | None:
    """Return an `http`, `https` or `mailto` address that is fit for a link, or None for anything else."""
    target = f"https:{target}" if target.startswith("//") else target
    if _WEB.match(target) or _MAIL.fullmatch(target):
        scheme, colon, rest = target.partition(":")
        return scheme.lower() + colon + rest.replace(" ", "%20").replace("\\", "%5C")
    return None
