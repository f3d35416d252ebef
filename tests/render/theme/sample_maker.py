"""The views of a class made by hand, with addresses as each page writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from slc_site.render.urls import relative
from slc_site.render.views import (
    Bar,
    Frame,
    GoalCard,
    GoalStepView,
    GoalView,
    Html,
    Link,
    Meter,
    PaperView,
    PictureView,
    PostCard,
    ProgressView,
    PromiseView,
    ProofView,
    ReviewView,
    SeenBy,
    StrandView,
    StudentBadge,
)

PICTURES = {
    "frog": (1280, 960),
    "house": (960, 1280),
    "fish": (1280, 853),
    "bridge": (1280, 960),
    "sun": (1024, 1024),
    "worm": (1280, 720),
    "avatar": (480, 480),
}
"""Name of a picture to its largest size in pixels."""

STUDENTS = (
    ("Ada", "teal", "🦉"),
    ("Ben", "orange", "🐢"),
    ("Chidi", "purple", "🚀"),
    ("Dalia", "pink", "🌻"),
    ("Elena", "red", "🦊"),
    ("Farid", "green", ""),
    ("Maximiliano", "blue", "🐙"),
    ("ليلى", "yellow", "🐝"),
)


class Sample:
    """Makes the views of one page, with addresses as that page writes them."""

    def __init__(self, path: str) -> None:
        self.path = path

    def to(self, path: str) -> str:
        return relative(self.path, path)

    def picture(self, name: str, alt: str = "") -> PictureView:
        width, height = PICTURES[name]
        large, small = (self.to(f"pictures/{name}-{size}.webp") for size in (1280, 480))
        return PictureView(small, f"{small} 480w, {large} {width}w", width, height, alt)

    def badge(self, number: int) -> StudentBadge:
        name, color, emoji = STUDENTS[number]
        picture = self.picture("avatar") if name == "Ben" else None
        return StudentBadge(name, self.to(f"students/s{number}/index.html"), color, emoji, picture)

    def strand(self, tag: str, student: int | None = None) -> Link:
        folder = "" if student is None else f"students/s{student}/"
        return Link(tag.title(), self.to(f"{folder}strands/{tag}/index.html"))

    def card(self, slug: str, student: int = 0) -> PostCard:
        title, day, tag, picture, alt, summary, marks = POSTS[slug]
        card = PostCard(
            title,
            self.to(f"students/s{student}/posts/{slug}/index.html"),
            day,
            self.badge(student),
            (self.strand(tag, student),),
            summary,
            self.picture(picture, alt) if picture else None,
        )
        return replace(card, **marks)  # type: ignore[arg-type]  # keyword arguments of one dataclass

    def body(self, slug: str) -> Html:
        _, _, _, picture, alt, summary, _ = POSTS[slug]
        shown = ""
        if picture:
            view = self.picture(picture, alt)
            shown = (
                f'<figure><img src="{view.src}" srcset="{view.srcset}" sizes="100vw" width="{view.width}" '
                f'height="{view.height}" alt="{alt}"><figcaption>{alt}</figcaption></figure>\n'
            )
        return Html(f"{shown}<p>{summary}</p>")

    def frame(self, title: str, student: int | None = None, *, live: bool = False) -> Frame:
        to = self.to
        nav = [
            Link("Our class", to("index.html")),
            self.strand("writing"),
            self.strand("representing"),
            self.strand("projects"),
            Link("Topics", to("tags/index.html")),
            Link("Welcome, families", to("pages/welcome/index.html")),
        ]
        own = f"students/s{student}/"
        student_nav = [
            Link("My portfolio", to(f"{own}index.html")),
            Link("My blog", to(f"{own}blog/index.html"), count=7),
            self.strand("writing", student),
            self.strand("representing", student),
            self.strand("projects", student),
            Link("My goals", to(f"{own}goals/index.html")),
            Link("Fall student-led conferences", to(f"{own}conferences/fall/index.html")),
        ]
        here = to(self.path)

        def mark(links: list[Link]) -> tuple[Link, ...]:
            return tuple(replace(link, current=link.href == here) for link in links)

        badge = None if student is None else self.badge(student)
        crumbs = [Link("Room 12", to("index.html"))]
        if badge:
            crumbs.append(Link(badge.name, badge.href))
        if "/goals/" in self.path and self.path.count("/") > 3:
            crumbs.append(Link("My goals", to(f"{own}goals/index.html")))
        if "/posts/" in self.path:
            crumbs.append(Link("My blog", to(f"{own}blog/index.html")))
        return Frame(
            path=self.path,
            title=title,
            description="Work of the children of Room 12.",
            site_title="Room 12",
            school="Maple Street School",
            teacher="Ms. Okafor",
            contact="okafor@maple.example",
            contact_href="mailto:okafor@maple.example",
            year="2026-2027",
            home=to("index.html"),
            about=to("student-led-conference/index.html"),
            nav=mark(nav),
            student=badge,
            student_nav=mark(student_nav) if badge else (),
            crumbs=tuple(link for link in crumbs if link.href != here),
            feed=Link("Room 12", to("feed.xml")),
            live=live,
            source="content/class.yml" if live else "",
            canonical=f"https://maple.example/room12/{self.path}",
        )

    def strands(self, student: int | None = None) -> tuple[StrandView, ...]:
        about = (
            "Telling stories and ideas in words: poems, letters, notes and true books.",
            "Showing what I know without writing it: by drawing, building, acting or making music.",
            "Big questions we work on for weeks. We ask, find out, make something and share it.",
        )
        return tuple(
            StrandView(
                tag.title(),
                text,
                GOOD if tag == "writing" else (),
                self.strand(tag, student).href,
                count,
                self.picture(cover) if cover else None,
            )
            for tag, text, count, cover in zip(
                ("writing", "representing", "projects"),
                about,
                (12, 8, 1),
                ("frog", "house", None),
                strict=True,
            )
        )

    def goal(self, slug: str, student: int = 0) -> GoalCard:
        href = self.to(f"students/s{student}/goals/{slug}/index.html")
        return replace(GOALS[slug], href=href, strand=self.strand("writing", student))

    def whole_goal(self, slug: str) -> GoalView:
        return GoalView(
            self.goal(slug),
            Html("<p>I want to tell longer stories. My grandma reads them on the phone.</p>"),
            (
                PromiseView("student", "I reread my work and ask: what happened next?", "kept"),
                PromiseView(
                    "parent", "We write the shopping list together on Saturdays.", "partly", "Not in May."
                ),
                PromiseView("teacher", "I put a reminder card on the desk.", "not-yet"),
            ),
            (
                ProgressView(date(2026, 11, 20), "Almost every day. I did it with no help.", Bar(3, 4), None),
                ProgressView(
                    date(2026, 11, 1),
                    "I wrote two about frogs.",
                    Bar(2, 4),
                    Decimal(2),
                    "My frog.",
                    "My hand.",
                    "The mud.",
                ),
                ProgressView(date(2026, 10, 15), "", None, Decimal(1)),
            ),
            (
                ProofView(self.card("frog-poem"), shows=("It has three sentences.", "And a rhyme.")),
                ProofView(self.card("worm-book")),
                ProofView(None, PaperView("binder, Writing", "2-5"), ("The first has one.",)),
                ProofView(None, PaperView("shelf", "")),
            ),
            Link("Write two sentences", self.to("students/s0/goals/two-sentences/index.html")),
            (Link("Write a whole page", self.to("students/s0/goals/whole-page/index.html")),),
            SeenBy("We count the dots.", Decimal(1), Decimal(3), "sentences"),
            (GoalStepView("I say it first"), GoalStepView("Then I write it", date(2026, 11, 2))),
            ("A friend listens.",),
            ("We read at supper.", "The list is in sentences."),
            ("My frog helped.",),
            ("My hand was tired.", "So was I."),
            tuple(
                ReviewView(
                    date(2026, month, 20), "Fall" if month == 12 else "", decision, "Good.", "It.", "A."
                )
                for month, decision in ((12, "met"), (11, "keep-going"), (10, "change"), (9, "set-aside"))
            ),
            asks_what_is_hard=True,
            to_colour=Bar(0, 4),
        )


GOOD = (
    "Good writers put spaces between words.",
    "Good writers start with a capital letter.",
    "Good writers end with a period.",
    "Good writers read it again to a friend.",
)

_Post = tuple[str, date, str, str, str, str, dict[str, object]]
POSTS: dict[str, _Post] = {
    "frog-poem": (
        "My frog poem", date(2026, 10, 5), "writing", "frog", "A green frog on a log, in crayon",
        "Frog on a log. You do not jog. You jump in the pond. You are gone. Then I see two eyes in the water "
        "and I say hello.", {"is_reflected": True, "is_pinned": True},
    ),
    "my-summer": (
        "My summer", date(2026, 9, 8), "writing", "", "",
        "i went to the lak wif my grama. we swam. it was kold. i had a red towl.",
        {"kind": "first-piece", "is_reflected": True},
    ),
    "clay-house": (
        "The house of clay I made for a mouse who lives in our classroom wall", date(2026, 10, 20),
        "representing", "house", "My clay house with a round door",
        "I made a house. It has a round door.", {"has_sound": True},
    ),
    "fish-dance": (
        "Fish dance", date(2026, 11, 3), "representing", "fish", "Three fish swim to the left",
        "We danced like fish in the gym.", {"has_video": True},
    ),
    "worm-book": (
        "All about worms", date(2026, 11, 12), "projects", "worm", "",
        "Worms have five hearts. They eat dirt. They do not have eyes.", {"is_draft": True},
    ),
    "number-line": (
        "Jumping on the number line", date(2026, 11, 17), "projects", "", "",
        "8 + 5 is 13. I jumped 2 to get to 10 and then 3 more.", {"kind": "paper"},
    ),
    "reading-check": (
        "Me reading to Ms. Okafor", date(2026, 12, 1), "representing", "", "", "",
        {"kind": "assessment", "has_sound": True},
    ),
    "bridge": (
        "Our bridge holds 40 blocks", date(2026, 12, 9), "projects", "bridge", "A bridge of paper and tape",
        "First it fell down. Then we made a triangle. Triangles are strong!", {"is_reflected": True},
    ),
    "sun": (
        "The sun and me", date(2027, 1, 14), "representing", "sun", "A big sun", "The sun is a star.", {},
    ),
}  # fmt: skip

GOALS = {
    "three-sentences": GoalCard(
        "Write three sentences", "", "student", "short-term", "working", None, date(2026, 10, 15),
        date(2026, 12, 1), Bar(3, 4), None,
    ),
    "read-daily": GoalCard(
        "Read 60 words in a minute", "", "teacher", "long-term", "working", None, date(2026, 9, 20), None,
        None,
        Meter(Decimal(34), Decimal(47), Decimal(60), "words", Bar(5, 10)),
    ),
    "tie-shoes": GoalCard(
        "Tie my shoes", "", "together", "short-term", "met", bar=Bar(5, 5), is_personal=True,
    ),
    "ask-for-help": GoalCard(
        "Ask a friend before I ask the teacher", "", "student", "short-term", "working", None, None,
        date(2027, 2, 1), Bar(0, 4), None, "work habits", skill="I try first", helps_in="Math",
        shows="I asked Ben.",
    ),
    "piano": GoalCard("Play a song with two hands", "", "parent", "long-term", "set-aside"),
    "new": GoalCard(
        "Count to 200 by twos", "", "teacher", "long-term", "working", needs_measure=True,
    ),
}  # fmt: skip
