"""Whatever a child types, there is a page for it or a problem that names its file; never a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slc_site.build.pipeline import Builder
from slc_site.build.site import Site
from slc_site.problems import RecordingReporter

CLASS = "title: Room 12\nurl: https://maple.example/\naccess: {posts: public}\nconsent: {publish: yes}\n"
FILE = "content/students/ada/posts/2025-10-05-x.md"
PAGE = "students/ada/posts/2025-10-05-x/index.html"

TYPED = st.text(max_size=60) | st.sampled_from(
    [
        "No",
        "1984",
        "3:30",
        "{{ x }}",
        "<b>",
        "'",
        '"',
        "# a",
        "- b",
        "&amp;",
        "\u202e",
        "👩\u200d🚀",
        "مرحبا",
        "`",
        "|",
        "[x]",
    ]
)
MARKDOWN = st.lists(
    TYPED
    | st.sampled_from(
        ["# ", "* ", "> ", "![a](b.jpg)", "[a](b)", "```", "| a |\n|---|", "<div>", "1. ", "[^1]"]
    ),
    max_size=12,
).map("\n".join)
TAGS = st.lists(TYPED | st.sampled_from(["writing", "projects", "wrting"]), max_size=4)


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    root = tmp_path_factory.mktemp("always")
    (root / FILE).parent.mkdir(parents=True)
    (root / "content/class.yml").write_text(CLASS)
    (root / "content/students/ada/student.yml").write_text("name: Ada\n")
    with Builder(Site(root)) as kept:
        yield kept


def outcome(builder: Builder, text: str) -> tuple[bool, list[str]]:
    """Whether the post has its page, and the places that were complained of."""
    Path(builder.site.root / FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
    reporter = RecordingReporter()
    made = builder.make(reporter)
    assert made is not None, reporter.problems
    if PAGE in made.files:
        page = made.files[PAGE]
        assert isinstance(page, bytes)
        assert page.decode("utf-8").rstrip().endswith("</html>")
    return PAGE in made.files, [problem.file or "" for problem in reporter.problems]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(title=TYPED, tags=TAGS, date=TYPED | st.dates().map(str), body=MARKDOWN)
def test_always_one_page_or_one_problem(
    builder: Builder, title: str, tags: list[str], date: str, body: str
) -> None:
    head = f"title: {title}\ntags: [{', '.join(tags)}]\ndate: {date}"
    has_page, complaints = outcome(builder, f"---\n{head}\n---\n{body}\n")
    assert has_page or FILE in complaints


@given(
    title=st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40
    )
)
def test_a_quoted_title_is_always_on_the_page(builder: Builder, title: str) -> None:
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    has_page, complaints = outcome(builder, f'---\ntitle: "{quoted}"\ntags: [writing]\n---\nHello\n')
    assert has_page, complaints
