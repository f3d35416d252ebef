"""Note cards to hold while leading (practice F8): one for each piece, numbered as the agenda goes.

On the front stands what it is about, on the back what to say. Printed on both sides, a page of fronts is
followed by their backs, each where it comes to lie when the paper is turned at its long edge; printed on one
side, front and back stand beside each other, to be folded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from slc_site.model.conference import PickRule, Step
from slc_site.model.goal import GoalStatus
from slc_site.model.post import Post
from slc_site.model.student_conference import GrowthPair, Pick
from slc_site.paper.agendas import goals, steps
from slc_site.paper.fitting import lines, pieces
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.render.translations import DEFAULT_STRANDS
from slc_site.render.views import AgendaView

SIZES = ("a6", "3x5")
"""Of a card: a quarter of the paper, or an index card of three by five inches."""
_PER_SHEET = 4


class Point(Struct, frozen=True):
    """Something to say."""

    kind: str
    """What it tells, such as `because` or `well`; the template has the words for it."""
    words: tuple[str, ...]
    """None: there are lines to write on."""
    goes_on: bool = False
    """It began on the card before."""


class Card(Struct, frozen=True):
    """One note card."""

    number: int
    step: AgendaView
    section: str = ""
    """The strand, or what the piece is the best of; empty: the step says it."""
    title: str = ""
    """Of the piece; empty with `is_blank`: there is a line to write it on."""
    day: date | None = None
    where: str = ""
    """Of a piece on paper: where it is, with its pages."""
    picture: str = ""
    """A `data:` address."""
    points: tuple[Point, ...] = ()
    size: str = "large"
    """Of the type on the back: `large`, `big`, `middle` or `small`."""
    leaf: int = 1
    leaves: int = 1
    """What does not fit goes on on another card of the same number."""
    stop: bool = False
    """Afterwards everybody may ask."""
    is_blank: bool = False
    """Nothing is chosen yet: it is filled in by hand."""


class CardFace(Struct, frozen=True):
    """One place on a page of cards."""

    card: Card | None
    """None: the place is empty."""
    is_front: bool


class CardPage(Struct, frozen=True):
    """A page of cards, in the order of reading."""

    faces: tuple[CardFace, ...]


class CardSheets(Struct, frozen=True):
    """`cards.html`."""

    name: str
    shape: str
    """One of `SIZES`, without its x: `a6`, `index`."""
    folds: bool
    """Front and back stand beside each other."""
    pages: tuple[CardPage, ...]


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the child's note cards."""
    shape = "index" if job.choices.get("cards") == "3x5" else "a6"
    cards = [leaf for card in _cards(job) for leaf in _leaves(card, _ROOM[shape])]
    if not cards:
        return
    folds = job.choices.get("sides") == "one"
    pages = tuple(_folded(cards) if folds else _turned(cards))
    # On paper of its own, so that each back comes to lie behind its front.
    begins = "page" if folds else "right"
    yield Sheet("cards.html", CardSheets(job.child.name, shape, folds, pages), job.language, begins)


# -- which cards there are --------------------------------------------------------------------------------


def _cards(job: Job) -> Iterator[Card]:
    number = 0
    for step in steps(job):
        for card in _of_step(job, step):
            number += 1
            yield replace(card, number=number)


def _of_step(job: Job, step: AgendaView) -> Iterator[Card]:
    one = job.brought
    if one is None:
        return
    points = [Point("words", (step.card,))] if step.card else []
    if step.step == Step.GOALS.value and (titles := _working(job)):
        points.append(Point("goals", titles))
    is_detailed = step.step in (Step.BEST_WORK.value, Step.GROWTH.value)
    if points:
        yield Card(0, step, points=tuple(points), stop=step.stop and not is_detailed)
    if step.step == Step.BEST_WORK.value:
        rules = {rule.name: place for place, rule in enumerate(job.conference.picks)}
        for pick in sorted(one.picks, key=lambda pick: rules.get(pick.slot, len(rules))):
            yield _of_pick(job, step, pick)
        chosen = {pick.slot for pick in one.picks}
        for rule in job.conference.picks:
            if rule.name not in chosen:
                yield Card(0, step, slot_title(job, rule), points=_TO_FILL_IN, stop=step.stop, is_blank=True)
    elif step.step == Step.GROWTH.value:
        for pair in one.growth:
            yield _of_pair(job, step, pair)


_TO_FILL_IN = (Point("because", ()), Point("well", ()), Point("better", ()))


def _working(job: Job) -> tuple[str, ...]:
    return tuple(goal.title for goal in goals(job) if goal.status is GoalStatus.WORKING)


def _of_pick(job: Job, step: AgendaView, pick: Pick) -> Card:
    post = job.library.post[job.child.slug, pick.post]
    rule = next((rule for rule in job.conference.picks if rule.name == pick.slot), None)
    targets = job.library.target
    said = (
        Point("because", (pick.because,) if pick.because else ()),
        Point("notes", pick.notes),
        Point("well", post.did_well),
        Point("better", post.make_better),
        Point("steps", post.steps),
        Point("learned", post.learned),
        Point(
            "connections",
            tuple(targets[one].text if one in targets else one for one in post.connections),
        ),
        Point("helps", tuple(goal.title for goal in job.library.shown_goals(post))),
        Point("questions", post.questions),
    )
    return Card(
        0,
        step,
        slot_title(job, rule) if rule else "",
        post.title,
        post.date,
        _where(post),
        job.picture_of(post),
        # Why it was chosen is the one thing that every card asks for.
        tuple(point for point in said if point.words or point.kind == "because"),
        stop=step.stop,
    )


def _of_pair(job: Job, step: AgendaView, pair: GrowthPair) -> Card:
    then = job.library.post[job.child.slug, pair.then]
    now = job.library.post[job.child.slug, pair.now]
    points = [Point("then", (then.title,)), Point("now", (now.title,))]
    if pair.because:
        points.append(Point("words", (pair.because,)))
    return Card(0, step, picture=job.picture_of(now), points=tuple(points), stop=step.stop)


def slot_title(job: Job, rule: PickRule) -> str:
    """Return what a piece is the best of, in the words of the class or ours."""
    strand = job.library.strand.get(rule.strand or "")
    if strand is None:
        return ", ".join(rule.tags) or job.words.gettext("My best work")
    title, _ = DEFAULT_STRANDS.get(strand.tag, (strand.title, ""))
    return job.words.gettext(title) if strand.title == title else strand.title


def _where(post: Post) -> str:
    return " · ".join(filter(None, (post.paper.where, post.paper.pages))) if post.paper else ""


# -- how much fits ----------------------------------------------------------------------------------------

_ROOM = {
    "a6": {"large": (23, 9), "big": (28, 13), "middle": (35, 17), "small": (45, 22)},
    "index": {"large": (16, 7), "big": (20, 11), "middle": (25, 14), "small": (32, 19)},
}
"""Of each shape and size of type: so many letters in a line, so many lines on the back."""


def _leaves(card: Card, room: dict[str, tuple[int, int]]) -> Iterator[Card]:
    """Yield a card, its type as large as it can be; more than fits goes on on another card."""
    for size, (letters, most) in room.items():
        if _taken(card.points, letters) <= most:
            yield replace(card, size=size)
            return
    letters, most = room["small"]
    leaves: list[list[Point]] = [[]]
    for point in _parted(card.points, letters * (most - 3)):
        if leaves[-1] and _taken((*leaves[-1], point), letters) > most:
            leaves.append([])
        leaves[-1].append(point)
    for leaf, points in enumerate(leaves, 1):
        yield replace(
            card,
            points=tuple(points),
            size="small",
            leaf=leaf,
            leaves=len(leaves),
            stop=card.stop and leaf == len(leaves),
        )


def _taken(points: Sequence[Point], letters: int) -> int:
    """Return the lines that points take: a heading each, and three to write on where nothing is said."""
    return sum(1 + (sum(lines(words, letters - 2) for words in one.words) or 3) for one in points)


def _parted(points: Sequence[Point], most: int) -> Iterator[Point]:
    for point in points:
        goes_on = False
        for words in point.words or ("",):
            for piece in pieces(words, most) if words else ("",):
                yield Point(point.kind, (piece,) if piece else (), goes_on)
                goes_on = True


# -- where they stand -------------------------------------------------------------------------------------


def _turned(cards: Sequence[Card]) -> Iterator[CardPage]:
    """Yield pages of fronts, each followed by its backs, which change places side by side."""
    for start in range(0, len(cards), _PER_SHEET):
        some: list[Card | None] = list(cards[start : start + _PER_SHEET])
        some += [None] * (_PER_SHEET - len(some))
        yield CardPage(tuple(CardFace(card, True) for card in some))
        yield CardPage(tuple(CardFace(some[place], False) for place in (1, 0, 3, 2)))


def _folded(cards: Sequence[Card]) -> Iterator[CardPage]:
    for start in range(0, len(cards), 2):
        some = cards[start : start + 2]
        yield CardPage(tuple(CardFace(card, front) for card in some for front in (True, False)))
