"""A class that does its worst: hostile texts in every field, file and folder, opened in a real browser.

Three layers, each enough by itself: the cleaner, the content security policy, and that nothing of a student's
is copied as it is. The bars are those of the threat model: no script, no dialog, no request to anybody else,
no foreign structure, no page that has lost its footer.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from slc_site.build.pipeline import Builder
from slc_site.build.site import Site
from slc_site.problems import RecordingReporter, Severity
from tests.hostile import RUN, VECTORS
from tests.support.server import hosting
from tests.support.visits import Visit, visiting

pytestmark = pytest.mark.browser

POSTS = 500
STUDENTS = 20
FIELDS = ("title", "tags", "did_well", "make_better", "paper")
NAMES = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "{% include '/etc/passwd' %}",
    "'-alert(1)-'", "</title><script>alert(1)</script>", "javascript:alert(1)", "\u202egnp.exe", "../../etc",
)  # fmt: skip

WATCH = f"""
window.__pwned = [];
for (const name of ["alert", "confirm", "prompt", "print"]) {{
  const told = () => {{ window.top.__pwned.push(name); return null; }};
  Object.defineProperty(window, name, {{ value: told, writable: false }});
}}
/* {RUN} is what the hostile texts call */
"""

LOOK = """() => {
  const every = [...document.querySelectorAll('*')];
  const odd = every.filter(e =>
    ['IFRAME', 'OBJECT', 'EMBED', 'FORM', 'BASE', 'STYLE', 'MATH', 'APPLET', 'FRAME'].includes(e.tagName) ||
    (e.tagName === 'SCRIPT' && !e.src.includes('/assets/')) ||
    (e.tagName === 'META' && e.httpEquiv === 'refresh') ||
    [...e.attributes].some(a => a.name.startsWith('on') || a.name === 'style' ||
      ['href', 'src', 'action', 'formaction'].includes(a.name) &&
      /^\\s*(javascript|vbscript|data):/i.test(a.value)));
  return {
    pwned: window.__pwned,
    odd: odd.map(e => e.outerHTML.slice(0, 120)),
    mains: document.querySelectorAll('main').length,
    footers: document.querySelectorAll('body > footer').length,
    headings: document.querySelectorAll('h1').length,
  };
}"""


def quoted(text: str) -> str:
    """The text as a YAML double-quoted scalar on one line."""
    text = "".join(c if c.isprintable() else " " for c in text)[:600]
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def hostile_class(root: Path) -> None:
    """Write the class: each post one hostile body, and another hostile text in one of its fields."""
    content = root / "content"
    content.mkdir(parents=True)
    (content / "class.yml").write_text(
        f"title: {quoted(NAMES[0])}\nteacher: {quoted(NAMES[1])}\nschool: {quoted(NAMES[2])}\n"
        f"contact: {quoted('javascript:alert(1)//a@b.c')}\nurl: https://maple.example/\n"
        "access: {posts: public, goals: public}\nconsent: {publish: yes, photos: yes}\n",
        "utf-8",
    )
    for number in range(STUDENTS):
        name = NAMES[number % len(NAMES)]
        folder = content / "students" / f"s{number} {name.replace('/', '_')}"[:100]
        (folder / "posts").mkdir(parents=True)
        (folder / "goals").mkdir()
        (folder / "student.yml").write_text(f"name: {quoted(name)}\navatar: {quoted('<b>x</b>')}\n", "utf-8")
        (folder / "goals" / "goal.md").write_text(
            f"---\ntitle: {quoted(name)}\ncommitments: {{student: {quoted(name)}}}\n---\n{name}\n", "utf-8"
        )
        for post in range(number, POSTS, STUDENTS):
            _, body = VECTORS[post * len(VECTORS) // POSTS]
            _, other = VECTORS[(post * 7 + 3) % len(VECTORS)]
            field = FIELDS[post % len(FIELDS)]
            value = {"tags": f"[writing, {quoted(other)}]", "paper": f"{{where: {quoted(other)}}}"}
            said = {"title": quoted(f"Post {post}"), "tags": "[writing]"}
            said[field] = value.get(field, quoted(other))
            lines = "".join(f"{key}: {text}\n" for key, text in said.items())
            file = folder / "posts" / f"2025-10-{post % 28 + 1:02d}-p{post}.md"
            file.write_bytes(f"---\n{lines}---\n{body}\n".encode("utf-8", "replace"))


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile class, built."""
    root = tmp_path_factory.mktemp("hostile")
    hostile_class(root)
    reporter = RecordingReporter()
    with Builder(Site(root)) as builder:
        built = builder.build(reporter)
    assert built is not None, reporter.problems[:5]
    assert built.students == STUDENTS
    made = {page.parent.name for page in (root / "output").rglob("posts/*/index.html")}
    named = {
        Path(problem.file or "").stem for problem in reporter.problems if problem.severity is Severity.ERROR
    }
    written = {file.stem for file in root.rglob("content/students/*/posts/*.md")}
    assert len(written) == POSTS
    assert written - made <= named, "every post is a page or a problem"
    assert len(made) > 0.99 * POSTS
    return root / "output"


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Iterator[Visit]:
    """One browser window in which every dialog is counted as a break-in."""
    with visiting(browser) as visit:
        visit.page.add_init_script(WATCH)
        yield visit


def pages(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))


def posts(folder: Path) -> list[str]:
    return [page for page in pages(folder) if "/posts/" in page]


def opened(visit: Visit, folder: Path, paths: list[str]) -> dict[str, list[str]]:
    """Open each page; return what was wrong, by page."""
    wrong: dict[str, list[str]] = {}
    with hosting(folder, "/") as host:
        for path in paths:
            for record in (
                visit.console_errors,
                visit.page_errors,
                visit.dialogs,
                visit.foreign,
                visit.failed,
            ):
                record.clear()
            visit.goto(f"{host.url}{path}")
            seen = visit.page.evaluate(LOOK)
            found = [*visit.complaints, *(f"ran {name}" for name in seen["pwned"]), *seen["odd"]]
            if (seen["mains"], seen["footers"], seen["headings"]) != (1, 1, 1):
                found.append(f"the page around it is broken: {seen}")
            if found:
                wrong[path] = found
    return wrong


def edited(folder: Path, into: Path, change: dict[str, str]) -> Path:
    """A copy of the site with each pattern of `change` replaced in its pages."""
    shutil.copytree(folder, into)
    for file in into.rglob("*.html"):
        text = file.read_text("utf-8")
        for pattern, new in change.items():
            text = re.sub(pattern, new.replace("\\", r"\\"), text)
        file.write_text(text, "utf-8")
    return into


NO_POLICY = {r'<meta http-equiv="Content-Security-Policy"[^>]*>': ""}


def test_every_page_of_the_hostile_class_is_harmless(hostile_site: Path, watched: Visit) -> None:
    lists = [page for page in pages(hostile_site) if "/posts/" not in page and page != "404.html"]
    assert opened(watched, hostile_site, [*posts(hostile_site), *lists[::5]]) == {}


def test_the_cleaner_is_enough_without_the_policy(hostile_site: Path, watched: Visit, tmp_path: Path) -> None:
    bare = edited(hostile_site, tmp_path / "site", NO_POLICY)
    assert opened(watched, bare, posts(bare)[::3]) == {}


def test_the_policy_is_enough_without_the_cleaner(hostile_site: Path, watched: Visit, tmp_path: Path) -> None:
    raw = tmp_path / "site"
    shutil.copytree(hostile_site, raw)
    paths = posts(raw)[::4]
    for path, (_, text) in zip(paths, VECTORS[:: max(1, len(VECTORS) // len(paths))], strict=False):
        # a meta refresh is the one thing that no policy stops: the cleaner has to, and does
        text = re.sub("(?i)http-equiv", "data-x", text)
        file = raw / path
        file.write_text(file.read_text("utf-8").replace("</main>", f"{text}</main>"), "utf-8", "replace")
    wrong = opened(watched, raw, paths)
    assert [
        found for found in wrong.values() if any(line.startswith(("ran ", "dialog")) for line in found)
    ] == []


@pytest.mark.parametrize(
    ("planted", "sign"),
    [
        ("<script>alert(1)</script>", "ran alert"),
        ("<img src=x onerror=alert(1)>", "ran alert"),
        ("<img src='https://evil.example/x.png'>", "foreign"),
        ("<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>", "ran alert"),
        ("<form action=/x></form>", "<form"),
        ("<a href='javascript:alert(1)'>x</a>", "javascript:"),
        ("</main><main>", "broken"),
    ],
)
def test_what_the_judge_looks_for_it_finds(
    hostile_site: Path, watched: Visit, tmp_path: Path, planted: str, sign: str
) -> None:
    bare = edited(hostile_site, tmp_path / "site", {**NO_POLICY, "</main>": f"{planted}</main>"})
    (found,) = opened(watched, bare, ["index.html"]).values()
    assert any(sign in line for line in found), found
