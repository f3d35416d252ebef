"""How a child begins to reflect: sentences to finish, the class's chart to tick, words that help.

What the program brings lies in `stems/`, one file for each language; what the class has in class.yml stands
in its place. All of it becomes notes below the keys of a reflection: a sentence that nobody takes the #
from is not there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from slc_site.desk.quoting import item, tidy
from slc_site.model.classroom import Classroom, Stems, Strand, TargetKind

_FOLDER = Path(__file__).with_name("stems")
_ANY = "any"
"""Stands for each strand that the program has no words of its own for."""
_PROJECTS, _LEARNED = "projects", 3
"""Of which strand a piece asks what was learned, and for how many things."""
_BANDS = ((1, "k-1"), (3, "2-3"), (5, "4-5"))
"""The highest grade of each band."""
_MIDDLE, _OLDEST = "2-3", "6-8"
"""Which words there are where the class does not say its grade, and for all grades above the bands."""


@dataclass(frozen=True, slots=True)
class Helpers:
    """What helps to reflect on a piece of one strand."""

    stems: Stems
    chart: tuple[str, ...]
    """The class's anchor chart; none when it has written none."""
    skills: tuple[str, ...]
    """The class's own skills, to connect the piece to."""
    learned: tuple[str, ...]
    """Three beginnings of what was learned; none where the strand is not projects."""
    words: tuple[str, ...]
    language: str
    """In which of our languages the program's own sentences are."""


def helpers(classroom: Classroom, tag: str) -> Helpers:
    """Return what helps to reflect on a piece of the strand of that tag, in the class's language."""
    language = _language(classroom.language)
    ours = _read(language)
    strand = next((strand for strand in classroom.strands if strand.tag == tag), Strand(tag, tag))
    band = ours[_band(classroom.grade)]
    more = ours["more"][_band(classroom.grade)]
    begin = {**band.get(tag, band[_ANY]), **more}
    own = asdict(strand.stems)
    return Helpers(
        stems=Stems(**{key: own[key] or tuple(begin[key]) for key in own}),
        chart=strand.good,
        skills=tuple(target.text for target in classroom.targets if target.kind is TargetKind.SKILL),
        learned=tuple(more["learned"]) * _LEARNED if tag == _PROJECTS else (),
        words=strand.words or tuple(ours["words"].get(tag, ours["words"][_ANY])),
        language=language,
    )


def reflection(helpers: Helpers) -> str:
    """Return the lines of a post in which the child reflects: keys without a value, and notes below them."""
    says = _read(helpers.language)["says"]
    return "\n".join(
        [
            f"# {says['well']}",
            "did_well:",
            *_notes(helpers.stems.did_well),
            *([f"# {says['chart']}", *_notes(helpers.chart)] if helpers.chart else []),
            f"# {says['better']}",
            "make_better:",
            *_notes(helpers.stems.make_better),
            f"# {says['more']}",
            "steps:",
            *_notes(helpers.stems.steps),
            *(["learned:", *_notes(helpers.learned)] if helpers.learned else []),
            "connections:",
            *_notes((*helpers.skills, *helpers.stems.connections)),
            "questions:",
            *_notes(helpers.stems.questions),
            f"# {says['words']}: {' · '.join(map(tidy, helpers.words))}",
        ]
    )


def _notes(sentences: Iterable[str]) -> Iterator[str]:
    # Nothing between # and -, so that the list stands straight whoever takes the # away, and how.
    return (f"#- {item(sentence)}" for sentence in sentences if tidy(sentence))


def _band(grade: int | None) -> str:
    if grade is None:
        return _MIDDLE
    return next((band for highest, band in _BANDS if grade <= highest), _OLDEST)


def _language(tag: str) -> str:
    """Return the language of ours that is nearest to a BCP 47 tag; English when there is none."""
    return next((name for name in (tag, tag.partition("-")[0]) if (_FOLDER / f"{name}.toml").is_file()), "en")


@cache
def _read(language: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
