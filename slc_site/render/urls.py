"""Where each thing stands in the site, and how one page points at another.

A path here is relative to the root of the site, with forward slashes, and names its file: `index.html` is
never left out, so that a link works from a double-click as well as from a server.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from functools import lru_cache

from slc_site.model.goal import Goal
from slc_site.model.post import Post

HOME = "index.html"
NOT_FOUND = "404.html"
ABOUT = "student-led-conference/index.html"
TAGS = "tags/index.html"
GOALS = "goals/index.html"
"""Everybody's goals: on the teacher's own screen only."""
PROMPTS = "prompts/index.html"
"""What could I post?"""
CLASS_FEED = "feed.xml"
DOOR = "open/index.html"
"""Where a family types its code."""
AS_FAMILY = "as-its-family"
"""No file: where a page of a child, as the class sees it, says that it is, as the family sees it."""
LOCKS = "locks/"
"""The folder of all that is sealed."""
PRIVATE = "private/"
"""The folder of all that an Apache host asks a password for."""
CLASS_FOLDER = f"{PRIVATE}class/"
DOORS, WORDS, SAID = f"{LOCKS}doors.js", f"{LOCKS}words.js", f"{LOCKS}said.js"

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")
"""Names that Windows keeps for devices: a folder cannot be called so."""


@lru_cache(maxsize=65536)
def address(name: str) -> str:
    """Return the folder name that stands for a slug or a tag: plain ASCII, lower case, at most 80 long.

    A name that is plain already stays as it is. Any other is spelt in ASCII, with a short fingerprint of the
    name behind it: so two names never share an address, and an address never depends on which other names
    there are (which would tell an outsider of things that were held back).
    """
    folded = unicodedata.normalize("NFC", name).casefold()
    if _PLAIN.fullmatch(folded) and not _DEVICES.fullmatch(folded):
        return folded
    from slugify import slugify  # not needed for most classes

    spelt = slugify(folded, max_length=48, word_boundary=True, backend="anyascii", algorithm="modern")
    mark = hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{spelt}-{mark}" if spelt else mark


def relative(page: str, target: str) -> str:
    """Return the address of `target` as a link on `page` writes it; both are paths in the site.

    `target` may be a folder, with its slash: what stands in it has an address that begins so, but from a page
    within the folder.
    """
    ways = _ways(page)
    for folder, length, way in ways:
        if target.startswith(folder):
            return way + target[length:]
    return "../" * len(ways) + target


@lru_cache(maxsize=256)
def _ways(page: str) -> tuple[tuple[str, int, str], ...]:
    """Return the folders that a page stands in, the innermost first: the path, its length, the way to it."""
    ways: list[tuple[str, int, str]] = []
    end = len(page)
    while end := page.rfind("/", 0, end) + 1:
        ways.append((page[:end], end, "../" * len(ways)))
        end -= 1
    return tuple(ways)


def numbered(first: str, number: int) -> str:
    """Return the path of page `number` of a list whose page 1 is `first`: `blog/2/index.html`."""
    return first if number == 1 else posixpath.join(posixpath.dirname(first), str(number), "index.html")


def locked(name: str, suffix: str) -> str:
    """Return where something sealed stands: `name` says nothing, `suffix` is `.html` or `.bin`."""
    return f"{LOCKS}{name[:2]}/{name}{suffix}"


def class_page(slug: str) -> str:
    """Return the path of a page of the class."""
    return f"pages/{address(slug)}/index.html"


def party(conference: str) -> str:
    """Return the path of the invitation to a party."""
    return f"conferences/{address(conference)}/index.html"


def prompt_folder(slug: str) -> str:
    """Return the folder, with its slash, that holds a prompt, its examples and their media."""
    return f"prompts/{address(slug)}/"


def prompt(slug: str) -> str:
    """Return the path of a prompt."""
    return f"{prompt_folder(slug)}index.html"


def example_folder(prompt: str, example: str) -> str:
    """Return the folder, with its slash, of the media of an example; itself it is on its prompt's page."""
    return f"{prompt_folder(prompt)}examples/{address(example)}/"


def student_folder(student: str) -> str:
    """Return the folder, with its slash, that holds all of one student."""
    return f"students/{address(student)}/"


def portfolio(student: str) -> str:
    """Return the path of a student's portfolio home."""
    return f"{student_folder(student)}index.html"


def student_feed(student: str) -> str:
    """Return the path of a student's feed."""
    return f"{student_folder(student)}feed.xml"


def blog(student: str) -> str:
    """Return the path of the first page of a student's blog."""
    return f"{student_folder(student)}blog/index.html"


def strand(tag: str, student: str | None = None) -> str:
    """Return the path of a strand's first page, of the class or of one student."""
    return f"{student_folder(student) if student else ''}strands/{address(tag)}/index.html"


def tag(name: str, student: str | None = None) -> str:
    """Return the path of a tag's first page, of the class or of one student."""
    return f"{student_folder(student) if student else ''}tags/{address(name)}/index.html"


def post_folder(post: Post) -> str:
    """Return the folder, with its slash, that holds a post and its media."""
    kept = earlier_address(post.year, "posts", post.slug) if post.year else f"posts/{address(post.slug)}"
    return f"{student_folder(post.student)}{kept}/"


def post(post: Post) -> str:
    """Return the path of a post."""
    return f"{post_folder(post)}index.html"


def goals(student: str) -> str:
    """Return the path of a student's goals page."""
    return f"{student_folder(student)}goals/index.html"


def goal(goal: Goal) -> str:
    """Return the path of a goal."""
    kept = earlier_address(goal.year, "goals", goal.slug) if goal.year else f"goals/{address(goal.slug)}"
    return f"{student_folder(goal.student)}{kept}/index.html"


def earlier(student: str, year: str) -> str:
    """Return the path of a school year of a student's that is over."""
    return f"{student_folder(student)}earlier/{address(year)}/index.html"


def earlier_address(year: str, kind: str, slug: str) -> str:
    """Return where a piece of an earlier year stands in its student's folder: as deep as the others."""
    return f"earlier/{address(f'{year}-{kind}-{slug}')}"


def whole(student: str) -> str:
    """Return the path of all of a student on one page, in a keepsake: as deep as posts are."""
    return f"{student_folder(student)}whole/year/index.html"


def growth(student: str) -> str:
    """Return the path of a student's then and now."""
    return f"{student_folder(student)}growth/index.html"


def report_cards(student: str) -> str:
    """Return the path of the page that has a student's self-report cards side by side."""
    return f"{student_folder(student)}report-cards/index.html"


def report_card(student: str, card: str) -> str:
    """Return the path of a student's self-report card."""
    return f"{student_folder(student)}report-cards/{address(card)}/index.html"


def targets(student: str) -> str:
    """Return the path of all learning targets of a student."""
    return f"{student_folder(student)}targets/index.html"


def target(id: str, student: str) -> str:
    """Return the path of a student's page of one learning target."""
    return f"{student_folder(student)}targets/{address(id)}/index.html"


def data(student: str) -> str:
    """Return the path of what was measured of a student."""
    return f"{student_folder(student)}data/index.html"


def conference(student: str, conference: str) -> str:
    """Return the path of a student's conference page."""
    return f"{student_folder(student)}conferences/{address(conference)}/index.html"


def picks(student: str, slug: str) -> str:
    """Where a student chooses the best pieces for a conference."""
    return conference(student, slug).removesuffix("index.html") + "picks/index.html"


def follow_up(student: str, conference: str, number: int) -> str:
    """Return the path of a round of follow-up after a conference; the first is 1."""
    first = f"{student_folder(student)}conferences/{address(conference)}/follow-up/index.html"
    return numbered(first, number)
