"""A goal as a view, with all that belongs to it: promises, proofs, how it went."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from slc_site.model.goal import Goal, Review
from slc_site.model.library import Library
from slc_site.model.post import Post
from slc_site.render import bars, urls
from slc_site.render.cards import Cards, seen_by
from slc_site.render.manuscripts import goal_key
from slc_site.render.views import (
    GoalCard,
    GoalStepView,
    GoalView,
    Html,
    Link,
    PaperView,
    PromiseView,
    ProofView,
    ReviewView,
)


def whole_goal(cards: Cards, goal: Goal) -> GoalView:
    """Return a goal with all that belongs to it."""
    library = cards.library
    earlier = library.goal.get((goal.student, goal.follows)) if goal.follows else None
    prose = cards.materials.prose.get(goal_key(goal))
    return GoalView(
        card=cards.goal(goal),
        why=Html(prose.html) if prose and prose.html else None,
        promises=tuple(
            PromiseView(p.voice.value, p.text, p.kept.value if p.kept else "", p.note) for p in goal.promises
        ),
        history=tuple(bars.on_that_day(step, goal.measure) for step in reversed(goal.progress)),
        evidence=tuple(_proofs(cards, goal)),
        follows=Link(earlier.title, cards.to(urls.goal(earlier))) if earlier else None,
        grown_into=tuple(Link(g.title, cards.to(urls.goal(g))) for g in library.grown_into(goal)),
        seen_by=seen_by(goal),
        steps=tuple(GoalStepView(step.text, step.date) for step in goal.steps),
        at_school=goal.at_school,
        at_home=goal.at_home,
        helped=goal.helped,
        in_the_way=goal.in_the_way,
        reviews=tuple(_review(library, review) for review in reversed(goal.reviews)),
        asks_what_is_hard=bars.asks_what_is_hard(goal),
        to_colour=bars.to_colour(goal),
        slug=goal.slug,
    )


def shown_goal(cards: Cards, goal: Goal, post: Post) -> GoalCard:
    """Return a goal for the page of a post that is evidence for it."""
    return replace(cards.goal(goal), shows="\n".join(_words_about(goal, post)))


def _proofs(cards: Cards, goal: Goal) -> Iterator[ProofView]:
    for post in cards.library.evidence(goal):
        yield ProofView(cards.post(post), None, _words_about(goal, post))
    for proof in goal.papers:
        said = (proof.shows,) if proof.shows else ()
        yield ProofView(None, PaperView(proof.paper.where, proof.paper.pages), said)


def _review(library: Library, review: Review) -> ReviewView:
    term = library.term.get(review.term or "")
    return ReviewView(
        date=review.date,
        term=term.title if term else "",
        decision=review.decision.value if review.decision else "",
        note=review.note,
        proud_of=review.proud_of,
        used=review.used,
    )


def _words_about(goal: Goal, post: Post) -> tuple[str, ...]:
    """Return what a post shows about a goal: as the post says it, then as the goal does."""
    said = (post.goal_words.get(goal.slug, ""), goal.shows.get(post.slug, ""))
    return tuple(dict.fromkeys(words for words in said if words))
