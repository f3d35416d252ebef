"""What is built, and in which state it is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Mode = Literal["cold", "warm", "edit"]
"""No output and no cache; built just before; built just before and then one post grew by a paragraph."""

MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A made-up class."""

    name: str
    students: int
    posts: int
    """Of each student."""
    photos: bool
    """Has each post a photo of 12 megapixels?"""

    @property
    def all_posts(self) -> int:
        """How many there are in the class."""
        return self.students * self.posts


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("photo20", students=5, posts=4, photos=True),
        Scenario("photo100", students=25, posts=4, photos=True),
        Scenario("text2000", students=25, posts=80, photos=False),
        Scenario("text10000", students=25, posts=400, photos=False),
        Scenario("school40000", students=500, posts=80, photos=False),
    )
}
