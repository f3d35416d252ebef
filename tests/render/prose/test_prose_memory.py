"""Texts of which nothing has changed are neither converted nor even put together once more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from slc_site.model.origin import Origin
from slc_site.problems import Problem, RecordingReporter
from slc_site.render.manuscript import Manuscript, Prose
from slc_site.render.prose import process
from slc_site.render.prose.memory import TextMemory
from slc_site.render.prose.scribe import Scribe

TEXTS = {"frog": "*Green* frog.", "owl": "![An owl](owl.jpg)", "still-empty": "", "cat": "A cat."}
Said = tuple[Mapping[str, Prose], list[Problem]]
Render = Callable[..., Said]


def manuscripts(texts: Mapping[str, str] = TEXTS) -> list[Manuscript]:
    return [Manuscript(key, text, Origin(f"content/{key}.md", 5)) for key, text in texts.items()]


def unwanted() -> Iterator[Manuscript]:
    """Nobody should ask for these."""
    raise AssertionError("put together once more")
    yield


@pytest.fixture
def rendered(tmp_path: Path) -> Render:
    """Render by a new scribe each time, with what was kept."""

    def render(given: Iterator[Manuscript] | list[Manuscript], made_from: str, whose: str = "ada") -> Said:
        heard = RecordingReporter()
        with Scribe(heard, jobs=1, memory=TextMemory(tmp_path / "texts")) as scribe:
            return scribe.render(given, whose=whose, made_from=made_from), heard.problems

    return render


def test_what_was_made_from_the_same_is_not_asked_for(rendered: Render) -> None:
    first = rendered(manuscripts(), "this")
    assert first[0]["frog"].html == "<p><em>Green</em> frog.</p>"
    assert [problem.code for problem in first[1]] == ["missing-file"]
    assert rendered(unwanted(), "this") == first
    assert rendered(unwanted(), "this") == first, "nor is it forgotten"


def test_of_two_editions_both_are_kept(rendered: Render) -> None:
    family = {**TEXTS, "frog": "For us."}
    both = rendered(manuscripts(), "public"), rendered(manuscripts(family), "family")
    assert (rendered(unwanted(), "public"), rendered(unwanted(), "family")) == both


@pytest.mark.parametrize(("made_from", "whose"), [("that", "ada"), ("this", "ben"), ("", "ada")])
def test_what_was_made_from_something_else_is_asked_for(rendered: Render, made_from: str, whose: str) -> None:
    rendered(manuscripts(), "this")
    other = manuscripts({"frog": "Brown frog."})
    assert rendered(other, made_from, whose)[0]["frog"].html == "<p>Brown frog.</p>"


def test_nothing_is_ever_kept_for_who_says_not_what_it_is_made_from(rendered: Render) -> None:
    rendered(manuscripts(), "")
    assert rendered(manuscripts({"frog": "Brown."}), "")[0]["frog"].html == "<p>Brown.</p>"


def test_what_got_lost_by_chance_is_asked_for_again(
    rendered: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(process, "_command", lambda: [str(Path("no", "such", "program"))])
        assert rendered(manuscripts(), "this")[0]["frog"].plain
    assert not rendered(manuscripts(), "this")[0]["frog"].plain


def test_a_text_that_is_too_long_is_told_each_time(rendered: Render) -> None:
    given = manuscripts({"frog": "x" * 200_001})
    first = rendered(given, "this")
    assert [problem.code for problem in first[1]] == ["long-text"]
    assert rendered(given, "this") == first


def test_a_file_that_was_cut_short_is_as_if_it_were_not_there(rendered: Render, tmp_path: Path) -> None:
    first = rendered(manuscripts(), "this")
    for file in (tmp_path / "texts").iterdir():
        file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(AssertionError, match="once more"):
        rendered(unwanted(), "this")
    assert rendered(manuscripts(), "this") == first
