"""The teacher's pages of a small class in every language that there are words of ours in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from filelock import FileLock

from slc_site.render.translations import words_for
from slc_site.share.access import TEACHER
from tests.conftest import OpenPage
from tests.support.classes import ClassFolder
from tests.support.sample import ROOT
from tools import words

LANGUAGES = sorted(language for language, _ in words.languages())
in_every_language = pytest.mark.parametrize("language", LANGUAGES)
SHOWN = {"alt", "aria-label", "label", "placeholder", "title"}
"""Attributes with words for people."""


@pytest.fixture
def site(language: str, shared_tmp: Path) -> Path:
    """The class of the golden pages, as its teacher sees it, in another language."""
    whole = shared_tmp / f"small-class-{language}"
    with FileLock(f"{whole}.lock"):
        if not (whole / ".done").exists():
            shutil.rmtree(whole, ignore_errors=True)
            shutil.copytree(ROOT / "tests/golden/class/content", whole / "content")
            said = (whole / "content/class.yml").read_text("utf-8")
            assert "language: en" in said
            (whole / "content/class.yml").write_text(
                said.replace("language: en", f"language: {language}"), "utf-8"
            )
            folder = ClassFolder(whole).build(TEACHER, live=True)
            assert folder.output.is_dir(), folder.messages
            (whole / ".done").touch()
    return whole / "output"


_GAP = re.compile(r"%\(\w+\)s|{\w+}")
KNOWN = {"JavaScript"}
"""Names that are the same in every language."""


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, (list, tuple)) else (str(text),)


def told(element: Element) -> Iterator[str]:
    """Yield what a page tells its readers, piece by piece, but for what is kept in another language."""
    if element.tag in ("script", "style"):
        return
    if element.tag in ("html", "body") or not element.get("lang"):
        yield element.text or ""
        for name in SHOWN & element.attrib.keys():
            yield element.attrib[name]
        for inner in element:
            yield from told(inner)
            yield inner.tail or ""


def pieces_of(site: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(site.rglob("*.html")):
        page: Element = html5lib.parse(file.read_bytes(), namespaceHTMLElements=False)
        yield from ((file, " ".join(piece.split())) for piece in told(page))


def written(site: Path) -> str:
    """Return all that the class has written, which stays as it is in every language."""
    files = sorted((site.parent / "content").rglob("*"))
    return "\n".join(file.read_text("utf-8") for file in files if file.suffix in (".md", ".yml"))


@in_every_language
def test_no_text_of_ours_stays_in_english(language: str, site: Path) -> None:
    texts = [text for message in words.catalogue() if message.id for text in _forms(message.id)]
    some = [text for text in texts if len(_GAP.sub("", text).split()) > 1]
    ours = [text for text in some if words_for(language).gettext(text) != text]
    in_english = re.compile("|".join(".+".join(map(re.escape, _GAP.split(text))) for text in ours))
    content = written(site)
    found = {(file.parent.name, piece) for file, piece in pieces_of(site) if in_english.fullmatch(piece)}
    assert {each for each in found if each[1] not in content} == set()


@pytest.mark.parametrize("language", ["ar", "uk", "zh"])
def test_only_the_class_writes_in_other_letters(site: Path) -> None:
    known = {*re.findall("[A-Za-z]+", written(site)), *KNOWN}
    found = {
        (file.parent.name, word)
        for file, piece in pieces_of(site)
        for word in re.findall("[A-Za-z]{2,}", piece)
    }
    assert {each for each in found if each[1] not in known} == set()


@in_every_language
@pytest.mark.browser
def test_no_page_is_wider_than_a_small_phone(site: Path, open_page: OpenPage) -> None:
    pages = sorted(site.rglob("index.html"))
    visit = open_page(pages[0].as_uri(), width=320, height=640)
    too_wide = []
    for file in pages:
        visit.page.goto(file.as_uri())
        if visit.page.evaluate("document.documentElement.scrollWidth") > 320:
            too_wide.append(file.relative_to(site).as_posix())
    assert too_wide == []
