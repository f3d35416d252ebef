"""What people type into each kind of file of `little_class`: sensible things, slips, and nothing at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

Values = tuple[str | None, ...]
"""What may stand after a key, on one line; None: the line is taken away."""

_PERSON: Mapping[str, Values] = {
    "access": ("{posts: family}", "{posts: class, goals: public}", "{posts: evrybody}", None),
    "consent": ("{publish: yes, photos: yes}", "{publish: yes, photos: no}", "{publish: no}", "maybe", None),
}
_REFLECTION: Mapping[str, Values] = {
    "did_well": ("I looked twice.", "[I drew it, I named it]", None),
    "make_better": ("I could wait.", None),
    "steps": ("[I cut, I glue]", None),
}

LINES: Mapping[tuple[str, ...], Mapping[str, Values]] = {
    ("students/*/posts/*.md", "students/*/posts/*/index.md"): {
        "title": ("My frog", "Frogs: <b>big</b> & small", "قصتي", None),
        "date": ("2025-10-05", "2025-09-01", "2026-03-02", "2031-01-01", "31 May", None),
        "tags": ("[writing]", "[writing, frogs]", "[projects, frogs, math]", "[wrting]", "[frogs]", None),
        "status": ("draft", "published", "daft", None),
        "access": ("public", "class", "family", "conference", "teacher", "evrybody", None),
        "pin": ("yes", "no", None),
        "people": ("[ben]", "[ada, cam]", "[dee]", "[nobody]", None),
        "goals": ("[three-sentences]", "{build: It shows a bridge.}", "[nothing]", None),
        "targets": ("[period]", "[keep-on]", "[perod]", None),
        "connections": ("[keep-on]", "My bike", None),
        "learned": ("[One, Two, Three]", None),
        "questions": ("Why is it green?", None),
        "shows": ("[skill, improvement]", "goal", None),
        "prompt": ("teach-us", "nothing", None),
        "kind": ("first-piece", "assessment", "paper", None),
        "paper": ('{where: "binder, Math", pages: 3-4}', None),
        "titel": ("A slip", None),
        **_REFLECTION,
    },
    ("students/*/goals/*.md",): {
        "title": ("Read every day", "Count to 100", None),
        "by": ("parent", "together", None),
        "kind": ("long-term", None),
        "strand": ("writing", "projects", "riting", None),
        "area": ("reading", "personal", None),
        "skill": ("keep-on", None),
        "set": ("2025-09-15", "2025-10-15", "2026-01-10", None),
        "due": ("2025-12-01", "2026-06-01", None),
        "measure": ("{unit: pages, start: 1, target: 9}", "3", None),
        "progress": (
            "[{date: 2025-11-01, fraction: 1/4}]",
            "[{date: 2025-11-01, value: 2}, {date: 2025-11-20, value: 3, note: Yes!}]",
            None,
        ),
        "commitments": ("{student: I read., parent: We listen.}", None),
        "kept": ("{student: kept, parent: partly}", None),
        "review": ("[{date: 2025-11-20, next: keep-going, note: It is long.}]", None),
        "follows": ("two-sentences", "nothing", None),
        "evidence": ("[2025-10-05-frog]", "[{paper: {where: binder, pages: 2}, shows: One.}]", None),
        "status": ("working", "met", "set-aside", None),
        "access": ("public", "family", "conference", "teacher", None),
    },
    ("students/*/student.yml",): {
        "name": ("Ada", "Benjamin", "نور", None),
        "avatar": ("🐸", "owl.png", None),
        "color": ("teal", "pink", "mauve", None),
        "home_language": ("es", "ar", None),
        "surname": ("Quillfeather", "Log", None),
        **_PERSON,
    },
    ("students/*/conferences/*.md",): {
        "state": ("draft", "handed-in", "final", None),
        "picks": (
            "{writing: {post: 2025-09-08-my-summer, because: It is old., notes: [Wait]}}",
            "{projects: {post: nothing}}",
            None,
        ),
        "cards": ("{welcome: Hello., thanks: Bye.}", None),
        "growth": ("[{then: 2025-10-05-frog, now: 2025-09-08-my-summer, because: I turned round.}]", None),
        "new_goals": ("[three-sentences]", "[build]", None),
        "with": ("teacher", "guests", None),
        "parent_input": (
            "{topics: [{about: reading, text: How?}], private: Only for you.}",
            "{strengths: [Draws, Waits], hopes: That he swims., attend: video, interpreter: yes}",
            None,
        ),
        "follow_up": ("[{date: 2026-01-09, used: I choose., ask: Which one?}]", None),
        "feedback": ("{proud_of: You., learned: A lot.}", None),
        "debrief": ("{surprised: It was short., change: The chairs.}", None),
        "access": ("public", "class", "conference", None),
    },
    ("students/*/report-cards/*.yml",): {
        "state": ("draft", "teacher-done", None),
        "reading": ("{can_do: [retell], self: 2, because: It is hard.}", "{self: 9}", None),
        "behaviour": ("{student: I share., teacher: A kind helper.}", None),
    },
    ("class.yml",): {
        "title": ("Room 13", "Room <12>", None),
        "contact": ("room12@maple.example", None),
        "language": ("es", "ar", "en", "xx", None),
        "timezone": ("Europe/Paris", "Nowhere", None),
        "url": ("https://maple.example/other/", None),
        "theme": ("ours", "default", "nowhere", None),
        "theme_options": ("{accent: green}", "{corner: square, motto: Hi}", "{moto: Hi}", None),
        "strands": (
            "[{tag: writing, title: Writing, group: Daily}, {tag: projects, title: Projects, about: Big.}]",
            "[{tag: frogs, title: Frogs}, {tag: writing, title: Writing}]",
            None,
        ),
        "targets": ("[{id: period, text: I end it}, {id: math, text: I add}]", None),
        "terms": ("[{id: fall, title: Autumn, start: 2025-09-01, end: 2025-11-15}]", None),
        "measures": ("[{id: fluency, title: Words, unit: words, better: lower}]", None),
        "media": ("{largest: 1 KB}", None),
        "shared": ("../shared", None),
        **_PERSON,
        "access": (
            "{posts: public, goals: public, conferences: public, report-cards: family, measures: family}",
            "{posts: teacher}",
            None,
        ),
    },
    ("conferences/*/conference.yml",): {
        "title": ("Spring", None),
        "kind": ("second", "party", "first", None),
        "agenda": ("[welcome, goals, {title: My song, lead: student}, thanks]", None),
        "minutes": ("20", None),
        "pick": ("[{any: 2}]", None),
        "questions": ("[How?]", None),
        "marks": ("none", None),
    },
    ("pages/*.md", "prompts/*.md", "prompts/*/examples/*.md"): {
        "title": ("Come in", None),
        "access": ("class", "family", None),
        "tags": ("[projects]", None),
        "asks": ("[What do you see?]", None),
        "name": ("Ben", None),
        "by": ("former-student", "teacher", None),
        "consent": ("yes", None),
        **_REFLECTION,
    },
    ("report-cards/*.yml",): {
        "title": ("Fall", None),
        "scale": ("k-2", None),
        "subjects": ("[{id: reading, title: Reading!}, {id: math, can_do: [{id: add, text: I add}]}]", None),
        "habits": ("[{id: share, text: I share}]", None),
        "include": ("../../shared/grade-3.yml", "../../shared/grade-2.yml", None),
    },
}
"""For the files below `content/` that fit one of the patterns: what may stand in a line, by its key."""

WORDS = (
    "",
    "I like *it*.\n",
    "# One\n\n- a\n- b\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "<script>alert(1)</script> and [away](https://frog.example/)\n",
    "![A frog](frog.png)\n\n![The moon](moon.jpg) ![Nothing](nothing.png)\n",
    "![I read it](frog.wav)\n",
    "[Ada's frog](../../ada/posts/2025-10-05-frog/index.md) [a goal](../goals/three-sentences.md)\n",
    "[Ben's tower](../../../ben/posts/2025-11-02-tower.md) [nothing](../nothing.md)\n",
    "Dee and Ben Quillfeather were there.\n",
    "word " * 90 + "\n",
)
"""What may stand below the front matter."""


def with_line(text: str, key: str, value: str | None, *, is_markdown: bool) -> str:
    """Return a file's text with another value after a key; new keys come last, None takes the line away."""
    head, fence, rest = _parts(text) if is_markdown else (text, "", "")
    head = re.sub(rf"(?m)^{key}:.*\n?(?:[ \t].*\n?|- .*\n?)*", "", head)
    if value is not None:
        head = f"{head}{'' if head.endswith(chr(10)) or not head else chr(10)}{key}: {value}\n"
    return f"---\n{head}{fence}{rest}" if is_markdown else head


def with_words(text: str, words: str) -> str:
    """Return a text with other words below its front matter."""
    head, fence, _ = _parts(text)
    return f"---\n{head}{fence}{words}"


def with_another_letter(text: str) -> str:
    """Return a text of the same length in which one letter is another one: of the title, if it has one."""
    found = re.search(r"(?m)^(?:title|name):.*([a-z])", text) or re.search(r"(?s).*([a-z0-9])", text)
    if found is None:
        return text
    place = found.start(1)
    return f"{text[:place]}{'e' if text[place] != 'e' else 'a'}{text[place + 1 :]}"


def _parts(text: str) -> tuple[str, str, str]:
    head, fence, rest = text.removeprefix("---\n").partition("---\n")
    return head, fence or "---\n", rest
