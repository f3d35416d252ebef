"""Pages of every kind made by hand: a rich class, an empty one, and one that reads from right to left.

No library, no files: what a template is given, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from slc_site.render.page import Page
from slc_site.render.views import (
    AboutPage,
    AgendaView,
    ClassTextPage,
    ConferencePage,
    Frame,
    GoalPage,
    GoalsPage,
    GoalView,
    HomePage,
    Html,
    Link,
    Month,
    MoreSaid,
    NotFoundPage,
    Pager,
    PaperView,
    PortfolioPage,
    PostListPage,
    PostPage,
    PostView,
    TagsPage,
    TargetView,
)
from tests.render.theme import sample_card, sample_growth, sample_learning, sample_party, sample_prompts
from tests.render.theme.sample_conference import conference
from tests.render.theme.sample_maker import GOALS, POSTS, STUDENTS, Sample

ONE_PAGE = Pager(1, 1, (Link("1", "index.html", current=True),), None, None)


def rich() -> Iterator[Page]:
    """Yield a page of every kind with everything on it."""
    at = Sample("index.html")
    newest = (
        "bridge",
        "number-line",
        "clay-house",
        "fish-dance",
        "frog-poem",
        "worm-book",
        "my-summer",
        "reading-check",
        "sun",
    )
    cards = tuple(at.card(slug, number % len(STUDENTS)) for number, slug in enumerate(newest))
    badges = tuple(at.badge(number) for number in range(len(STUDENTS)))
    pages = (Link("Welcome, families", at.to("pages/welcome/index.html")),)
    yield Page(at.path, "home.html", HomePage(at.frame(""), badges, cards, at.strands(), pages))

    at = Sample("student-led-conference/index.html")
    days = (("Fall student-led conferences", date(2026, 11, 19)),)
    about = AboutPage(at.frame("What is a student-led conference?"), at.strands(), days)
    yield Page(at.path, "about.html", about)

    at = Sample("strands/writing/index.html")
    cards = tuple(at.card(slug, number % 8) for number, slug in enumerate(POSTS))
    numbers = tuple(Link(str(n), at.to(f"strands/writing/{n}/index.html"), n == 2) for n in (1, 2, 3))
    pager = Pager(2, 3, numbers, numbers[0], numbers[2])
    yield Page(
        at.path,
        "strand.html",
        PostListPage(at.frame("Writing"), "Writing", cards, pager, at.strands()[0]),
    )

    at = Sample("students/s0/blog/index.html")
    cards = tuple(at.card(slug) for slug in POSTS)
    yield Page(at.path, "blog.html", PostListPage(at.frame("My blog", 0), "My blog", cards, ONE_PAGE))

    at = Sample("tags/frogs/index.html")
    cards = (at.card("frog-poem", 1),)
    yield Page(at.path, "tag.html", PostListPage(at.frame("frogs"), "frogs", cards, ONE_PAGE))

    at = Sample("tags/index.html")
    tags = tuple(
        Link(tag, at.to(f"tags/{tag}/index.html"), count=n)
        for n, tag in enumerate(("bridges", "frogs", "math", "under-the-ground", "ضفادع"), 1)
    )
    yield Page(at.path, "tags.html", TagsPage(at.frame("Topics"), tags))

    at = Sample("students/s0/index.html")
    months = (
        (date(2026, 9, 1), ("my-summer",)),
        (date(2026, 10, 1), ("frog-poem", "clay-house")),
        (date(2026, 11, 1), ("fish-dance", "worm-book", "number-line")),
        (date(2026, 12, 1), ("reading-check", "bridge")),
        (date(2027, 1, 1), ("sun",)),
    )
    yield Page(
        at.path,
        "portfolio.html",
        PortfolioPage(
            at.frame("Ada", 0),
            at.badge(0),
            at.card("frog-poem"),
            tuple(
                at.card(slug)
                for slug in ("bridge", "number-line", "worm-book", "fish-dance", "clay-house", "my-summer")
            ),
            tuple(at.goal(slug) for slug in ("three-sentences", "read-daily", "tie-shoes")),
            at.to("students/s0/goals/index.html"),
            at.strands(0),
            tuple(Month(day, tuple(at.card(slug) for slug in slugs)) for day, slugs in months),
            (Link("Fall student-led conferences", at.to("students/s0/conferences/fall/index.html")),),
            Link("My blog", at.to("students/s0/blog/index.html"), count=9),
        ),
    )

    yield post("frog-poem")
    yield post("my-summer")

    at = Sample("students/s0/goals/index.html")
    yield Page(
        at.path,
        "goals.html",
        GoalsPage(
            at.frame("My goals", 0),
            tuple(at.goal(slug) for slug in ("three-sentences", "ask-for-help", "read-daily", "new")),
            (at.goal("tie-shoes"),),
            (at.goal("piano"),),
        ),
    )
    for slug in ("three-sentences", "read-daily", "tie-shoes"):
        at = Sample(f"students/s0/goals/{slug}/index.html")
        yield Page(at.path, "goal.html", GoalPage(at.frame(GOALS[slug].title, 0), at.whole_goal(slug)))

    yield from sample_card.pages()
    yield conference("students/s0/conferences/fall/index.html", 0, "es", "español", "ltr")
    yield conference("students/s7/conferences/fall/index.html", 7, "ar", "العربية", "rtl", written=False)

    yield from sample_growth.rich()
    yield from sample_learning.rich()
    yield from sample_prompts.rich()
    yield from sample_party.rich()

    at = Sample("pages/welcome/index.html")
    text = (
        "<p>Welcome to Room 12. This is where our work hangs.</p><h3>Every week</h3><ul><li>Library day is "
        "Tuesday.</li><li>Bring shoes for gym.</li></ul><blockquote><p>Ask me what I made today.</p>"
        "</blockquote><table><thead><tr><th>Day</th><th>Bring</th></tr></thead><tbody><tr><td>Monday</td>"
        "<td>A book</td></tr></tbody></table>"
    )
    yield Page(
        at.path, "page.html", ClassTextPage(at.frame("Welcome, families"), "Welcome, families", Html(text))
    )

    at = Sample("404.html")
    yield Page(at.path, "404.html", NotFoundPage(at.frame("This page is not here")))


def post(slug: str) -> Page:
    """Return a post with everything that can belong to one."""
    at = Sample(f"students/s0/posts/{slug}/index.html")
    view = PostView(
        at.card(slug),
        at.body(slug),
        ("I put spaces between the words.", "I used a rhyme."),
        ("I could put a period at the end.",),
        (
            Link("frogs", at.to("students/s0/tags/frogs/index.html")),
            Link("ponds", at.to("students/s0/tags/ponds/index.html")),
        ),
        (
            TargetView("I can end a sentence with a period", False),
            TargetView("I keep trying when it is hard", True),
        ),
        (at.goal("three-sentences"),),
        (at.badge(0), at.badge(1), at.badge(7)),
        PaperView("binder, Math", "3–4") if slug == "my-summer" else None,
        Link("The house of clay I made for a mouse", at.to("students/s0/posts/clay-house/index.html")),
        Link("My summer", at.to("students/s0/posts/my-summer/index.html")),
        more=MoreSaid(
            ("I folded it.", "I tested it."),
            ("Folds are strong.",),
            (
                TargetView("I keep trying", True, at.to("students/s0/targets/tries/index.html")),
                TargetView("I share", True),
            ),
            ("Would a big one hold?",),
        ),
        prompt=Link("Teach us", at.to("prompts/teach/index.html")),
    )
    return Page(at.path, "post.html", PostPage(at.frame(view.card.title, 0, live=slug == "my-summer"), view))


def bare() -> Iterator[Page]:
    """Yield a page of every kind with next to nothing on it."""

    def plain(at: Sample, title: str, student: int | None = None) -> Frame:
        frame = at.frame(title, student)
        return replace(
            frame,
            school="",
            teacher="",
            contact="",
            contact_href="",
            year="",
            description="",
            feed=None,
            canonical="",
            crumbs=(),
            student_nav=frame.student_nav[:2],
        )

    at = Sample("index.html")
    yield Page(at.path, "home.html", HomePage(plain(at, ""), (), (), (), ()))
    at = Sample("student-led-conference/index.html")
    yield Page(at.path, "about.html", AboutPage(plain(at, "About"), (), ()))
    for template, path in (("strand.html", "strands/writing/index.html"), ("tag.html", "tags/x/index.html")):
        at = Sample(path)
        yield Page(path, template, PostListPage(plain(at, "Writing"), "Writing", (), ONE_PAGE))
    at = Sample("students/s5/blog/index.html")
    yield Page(at.path, "blog.html", PostListPage(plain(at, "My blog", 5), "My blog", (), ONE_PAGE))
    at = Sample("tags/index.html")
    yield Page(at.path, "tags.html", TagsPage(plain(at, "Topics"), ()))
    at = Sample("students/s5/index.html")
    blog = Link("My blog", at.to("students/s5/blog/index.html"), count=0)
    yield Page(
        at.path,
        "portfolio.html",
        PortfolioPage(plain(at, "Farid", 5), at.badge(5), None, (), (), "", (), (), (), blog),
    )
    at = Sample("students/s5/posts/x/index.html")
    card = replace(at.card("reading-check", 5), strands=(), has_sound=False, kind="")
    view = PostView(card, Html(""), (), (), (), (), (), (), None, None, None)
    yield Page(at.path, "post.html", PostPage(plain(at, card.title, 5), view))
    at = Sample("students/s5/goals/index.html")
    yield Page(at.path, "goals.html", GoalsPage(plain(at, "My goals", 5), (), (), ()))
    at = Sample("students/s5/goals/new/index.html")
    goal = GoalView(replace(at.goal("new", 5), strand=None), None, (), (), (), None, ())
    yield Page(at.path, "goal.html", GoalPage(plain(at, goal.card.title, 5), goal))
    at = Sample("students/s5/conferences/fall/index.html")
    steps = ("welcome", "three-pluses-and-a-goal", "parent-share", "new-goals", "thanks")
    yield Page(
        at.path,
        "conference.html",
        ConferencePage(
            plain(at, "Fall", 5), at.badge(5), "Fall", "first", None, "", 30,
            tuple(AgendaView(n, step, "", "student", None, "", "") for n, step in enumerate(steps, 1)),
            None, (), (), (), (), (), (), None, (), (), (), (), (), "none", None,
        ),
    )  # fmt: skip
    at = Sample("students/s5/growth/index.html")
    yield sample_growth.growth(plain(at, "How I have grown", 5), with_all=False)
    at = Sample("students/s5/conferences/fall/follow-up/index.html")
    yield sample_growth.follow_up(plain(at, "How it went since", 5), with_all=False)
    for make, path in (
        (sample_learning.data, "data/index.html"),
        (sample_learning.targets, "targets/index.html"),
        (sample_learning.target, "targets/x/index.html"),
    ):
        yield make(plain(Sample(f"students/s5/{path}"), "X", 5), with_all=False)
    at = Sample("pages/x/index.html")
    yield Page(at.path, "page.html", ClassTextPage(plain(at, "X"), "X", Html("")))
    at = Sample("404.html")
    yield Page(at.path, "404.html", NotFoundPage(plain(at, "This page is not here")))
    yield from sample_prompts.bare()
    yield sample_party.bare(plain(Sample("conferences/x/index.html"), "A party"))
