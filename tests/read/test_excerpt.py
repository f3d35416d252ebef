"""A file as it was typed, but only some of its keys."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from slc_site.read.excerpt import excerpt

KEEP = ("title", "tags", "did_well", "steps", "paper")


def left(typed: str) -> str | None:
    return excerpt(f"---\n{typed}---\nA frog.\n".encode(), "x.md", KEEP)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("title: My frog\npeople: [ben]\ntags: [a]\n", "title: My frog\ntags: [a]\n"),
        ("people:\n  - ben\n  - cam\ntitle: T\n", "title: T\n"),
        ("title: T\npeople: |\n  ben\n\n  and cam\ntags: a\n", "title: T\ntags: a\n"),
        ("{title: T, people: [ben], tags: [a]}\n", "title: T\ntags: [a]\n"),
        ("  title: T\n  people: ben\n  steps:\n    - a\n    - b\n", "title: T\nsteps:\n    - a\n    - b\n"),
        ("Title: T\nDid well: 'a # b'  # of Ben\n", "Title: T\nDid well: 'a # b'\n"),
        ("# Ben\ntitle: T # Ben\n# Ben\nsteps:\n- a\n# Ben\n- b\n", "title: T\nsteps:\n- a\n- b\n"),
        ("title: I am the #1 fan\n", "title: I am the #1 fan\n"),
        ("title: T\ndid_well: |  # Ben\n  one\n  # two\n", "title: T\ndid_well: |\n  one\n  # two\n"),
        ("tags: [a, # Ben\n  b]\npaper: {where: Box}\n", "tags: [a,\n  b]\npaper: {where: Box}\n"),
        ("title: T\nsteps:\n- {a: 1, b: [2]}\nsecret: x\n", "title: T\nsteps:\n- {a: 1, b: [2]}\n"),
        ("title: T\ntags: []\nsteps:\n", "title: T\ntags: []\nsteps:\n"),
    ],
)  # fmt: skip
def test_what_is_kept_stands_as_it_was_typed(typed: str, kept: str) -> None:
    assert left(typed) == kept


@pytest.mark.parametrize("typed", ["", "- a\n- b\n", "title: a\ntitle: b\n"])
def test_what_cannot_be_read_shows_nothing(typed: str) -> None:
    assert not left(typed)


_WORDS = st.text("ab #'\":-|>\n[]{},", max_size=12)
_VALUES = st.recursive(
    _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(KEEP), _VALUES, max_size=4), st.booleans(), st.integers(20, 80))
def test_whatever_is_kept_nothing_else_is(fields: dict[str, object], in_braces: bool, width: int) -> None:
    secret = {"people": ["zqben"], "access": {"zqkey": "zqvalue"}}
    mixed = {**fields, **secret, "last": "zqlast"}
    typed = yaml.safe_dump(mixed, default_flow_style=in_braces or None, width=width, allow_unicode=True)
    kept = left(typed)
    if kept is not None:
        assert "zq" not in kept
        if kept:
            assert set(yaml.safe_load(kept)) == set(fields)
