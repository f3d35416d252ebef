"""Who is in the made-up class, and what the children wrote: the same every time, on every machine."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from random import Random

from benchmarks.made_up_class import vocabulary as words

SEED = 1
_FIRST_DAY = datetime.date(2024, 9, 3)
_DAYS = 285
"""Of the school year."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a child thought of it, before it is written down for a generator."""

    slug: str
    title: str
    date: datetime.date
    section: str
    tags: tuple[str, ...]
    reflection: str
    body: str
    """Markdown, 40 to 250 words."""
    photo: str
    """What its photo shows; empty: it has none."""

    def body_with(self, picture: str) -> str:
        """Return the text with a picture's Markdown after its first paragraph; the text alone without one."""
        if not picture:
            return self.body
        first, _, rest = self.body.partition("\n\n")
        return f"{first}\n\n{picture}\n\n{rest}"


@dataclass(frozen=True, slots=True)
class Student:
    """A child and all of its posts, oldest first."""

    name: str
    slug: str
    grade: int
    posts: tuple[Post, ...]


def the_class(students: int, posts: int, *, photos: bool) -> list[Student]:
    """Return a class of so many students with so many posts each, one photo in each post or none at all."""
    return [_student(number, posts, photos) for number in range(students)]


def _student(number: int, posts: int, photos: bool) -> Student:
    rng = Random(f"{SEED}/student/{number}")
    first = words.FIRST_NAMES[number % len(words.FIRST_NAMES)]
    initial = number // len(words.FIRST_NAMES) + rng.randrange(len(words.INITIALS))
    name = f"{first} {words.INITIALS[initial % len(words.INITIALS)]}."
    return Student(
        name,
        f"{_slug(name)}-{number + 1:02d}",
        rng.randint(2, 5),
        tuple(_post(number, post, posts, photos) for post in range(posts)),
    )


def _post(student: int, number: int, of: int, photos: bool) -> Post:
    rng = Random(f"{SEED}/post/{student}/{number}")
    day = min(int(_DAYS * number / of) + rng.randint(0, 1), _DAYS)
    date = _FIRST_DAY + datetime.timedelta(days=day)
    subject = rng.choice(words.SUBJECTS)
    title = f"How I {rng.choice(words.DEEDS)} {subject}"
    section = words.SECTIONS[rng.randrange(3)]
    tags = tuple(sorted(rng.sample(words.TAGS, rng.randint(1, 3))))
    reflection = (
        f"I learned {rng.choice(words.LEARNED)}. Next time I will try "
        f"{rng.choice(words.QUALITIES)} things and look at {rng.choice(words.SUBJECTS)} more."
    )
    body = _body(rng)
    photo = f"{rng.choice(words.QUALITIES)} {rng.choice(words.SUBJECTS)}" if photos else ""
    # The number keeps two posts of a day apart that share a title.
    slug = f"{date.isoformat()}-{_slug(title)}-{number}"
    return Post(slug, title, date, section, tags, reflection, body, photo)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _body(rng: Random) -> str:
    target = rng.randint(45, 235)
    blocks = [_sentences(rng, rng.randint(1, 3))]
    has_heading = False
    while (left := target - sum(len(block.split()) for block in blocks)) > 0:
        kind = rng.randrange(10)
        if kind <= 3 or left < 25:
            blocks.append(_sentences(rng, 1 if left < 25 else rng.randint(2, 4)))
        elif kind < 8:
            blocks.append(_BLOCKS[kind](rng))
        elif has_heading and rng.random() < 0.5:
            blocks.append(_sentences(rng, 2))
        else:
            has_heading = True
            blocks.append(f"## {rng.choice(words.HEADINGS)}\n\n{_sentence(rng)}")
    return "\n\n".join(blocks) + "\n"


def _sentences(rng: Random, count: int) -> str:
    return " ".join(_sentence(rng) for _ in range(count))


def _sentence(rng: Random) -> str:
    subject = rng.choice(words.SUBJECTS)
    pick = rng.choice
    kind = rng.randrange(6)
    if kind == 0:
        text = f"I {pick(words.DEEDS)} {subject} {pick(words.PLACES)} {pick(words.ENDINGS)}."
    elif kind == 1:
        text = f"It was {pick(words.QUALITIES)} and {pick(words.QUALITIES)}, {pick(words.ENDINGS)}."
    elif kind == 2:
        text = f"We {pick(words.DEEDS)} {subject} and *I* {pick(words.DEEDS)} {pick(words.SUBJECTS)}."
    elif kind == 3:
        text = f"My {pick(words.QUALITIES)} idea was to look at {subject} {pick(words.PLACES)}."
    elif kind == 4:
        text = f'Then {pick(words.FIRST_NAMES)} said **"{pick(words.QUALITIES)}!"** {pick(words.ENDINGS)}.'
    else:
        name, address = pick(words.LINKS)
        text = f"I looked at [{name}]({address}) and {pick(words.DEEDS)} {subject}."
    return text[0].upper() + text[1:]


def _list(rng: Random) -> str:
    rows = rng.randint(3, 5)
    return "\n".join(f"- {rng.choice(words.QUALITIES)} {rng.choice(words.SUBJECTS)}" for _ in range(rows))


def _steps(rng: Random) -> str:
    last = rng.randint(3, 5)
    return "\n".join(
        f"{number}. First we {rng.choice(words.DEEDS)} {rng.choice(words.SUBJECTS)}"
        for number in range(1, last)
    )


def _quotation(rng: Random) -> str:
    return f"> {_sentence(rng)}\n> -- {rng.choice(words.FIRST_NAMES)}"


def _table(rng: Random) -> str:
    last = rng.randint(3, 5)
    rows = "\n".join(
        f"| day {day} | {rng.randint(1, 30)} cm | {rng.choice(words.QUALITIES)} |" for day in range(1, last)
    )
    return f"| When | How tall | Looks |\n| --- | ---: | --- |\n{rows}"


_BLOCKS = {4: _list, 5: _steps, 6: _quotation, 7: _table}
"""By the number that the dice show."""
