"""What a file may say: the base of all shapes. A shape is a pydantic model of one file, or of a part of one.

A shape is strict about keys, at any depth, and knows its values only as text that means something (see
`values`). What is wrong with a file comes as one pydantic error; `sheet` turns it into problems.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator

from slc_site.read.fields import normal
from slc_site.read.values import fail, shown


class Shape(BaseModel):
    """Keys with values. An unknown key is an error; an optional one with nothing after it is none."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    SENSITIVE: ClassVar[frozenset[str]] = frozenset()
    """Keys that nobody may lose without noticing: what is unreadable there counts as the strictest."""
    SHORTHAND: ClassVar[str] = ""
    """The key that is meant when there is only a text where keys were expected."""
    INSTEAD: ClassVar[Mapping[str, str]] = {}
    """Keys that people know from elsewhere, and the key of ours that does it."""
    SPELLINGS: ClassVar[Mapping[str, str]] = {}
    """Other spellings of our keys; no mistake at all."""

    @model_validator(mode="before")
    @classmethod
    def _tidy(cls, value: object) -> object:
        if isinstance(value, str) and cls.SHORTHAND:
            return {cls.SHORTHAND: value}
        if not isinstance(value, dict):
            example = f"{names_of(cls)[0]}: …"
            fail(
                "mapping", f"I expected keys and values here, not {shown(value)}.", f"Write `{{{example}}}`."
            )
        names = _names(cls)
        tidy: dict[str, object] = {}
        for key, inner in value.items():
            name = names.get(key) or names.get(normal(key))
            if (
                name is not None
                and name not in cls.SENSITIVE
                and isinstance(inner, str)
                and not inner.strip()
            ):
                continue
            name = name or key
            if name in tidy:
                fail("twice", f"`{name}` is written twice.", "Keep one of the two.", name)
            tidy[name] = inner
        return tidy


@cache
def names_of(shape: type[Shape]) -> tuple[str, ...]:
    """Return the keys of a shape as people write them."""
    return tuple(field.alias or name for name, field in shape.model_fields.items())


@cache
def _names(shape: type[Shape]) -> Mapping[str, str]:
    """Return the keys of a shape by each of their spellings."""
    names = {normal(name): name for name in names_of(shape)}
    names |= {normal(other): name for other, name in shape.SPELLINGS.items()}
    return names | {name: name for name in names_of(shape)}
