"""All of one child on one page, for printing: goals, the year's work, then cards and conferences."""

from __future__ import annotations

import re

from msgspec.structs import replace

from slc_site.model.classroom import Student
from slc_site.render import urls
from slc_site.render.conference_page import conference_context
from slc_site.render.frames import Framer
from slc_site.render.goal_views import whole_goal
from slc_site.render.page import Materials, Page
from slc_site.render.portfolio_pages import post_view
from slc_site.render.report_card_views import ReportCardViews
from slc_site.render.views import GoalView, Html, PostView, WholePage

_LATER = re.compile(r"""(<img\s(?:[^<>"]++|"[^"]*+")*?)\sloading="lazy\"""")
"""As our markup writes it."""


def whole_page(framer: Framer, materials: Materials, student: Student) -> Page:
    """Return the page; it is as deep as posts, goals and conferences, so that their texts fit as they are."""
    library, slug = framer.library, student.slug
    cards = framer.cards(urls.whole(slug))
    reports = ReportCardViews(library, cards, framer.words)
    context = WholePage(
        frame=framer.frame(cards, framer.words.gettext("All on one page"), student=student),
        student=cards.badge(student),
        goals=tuple(_as_it_went(whole_goal(cards, goal)) for goal in library.goals_of(slug)),
        posts=tuple(_at_once(post_view(cards, post)) for post in reversed(library.posts_of(slug))),
        report_cards=tuple(reports.card(report) for report in library.self_reports_of(slug)),
        conferences=tuple(
            conference_context(framer, materials, student, one, cards) for one in library.conferences_of(slug)
        ),
    )
    return Page(cards.path, "whole.html", context)


def _at_once(post: PostView) -> PostView:
    """Return a post whose pictures wait for nobody to scroll: who prints a page has seen only its top."""
    return replace(post, body=Html(_LATER.sub(r"\1", post.body.text)))


def _as_it_went(goal: GoalView) -> GoalView:
    """Return a goal with its days oldest first, as all on this page."""
    return replace(goal, history=goal.history[::-1], reviews=goal.reviews[::-1])
