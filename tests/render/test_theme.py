"""A class's own theme is laid over the default one, and what is wrong in it is told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from slc_site.problems import RecordingReporter
from slc_site.render.page import Page
from slc_site.render.theme import Theme
from slc_site.render.theme_folders import ThemeError, find_theme
from slc_site.render.views import Html, Link
from tests.render.theme import sample_views
from tests.support.things import a_classroom


def theme(
    own: Path, files: dict[str, str | bytes], name: str = "mine", *, live: bool = False, **classroom: object
) -> Theme:
    for path, text in {"theme.toml": "", **files}.items():
        file = own / "mine" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    reporter = RecordingReporter()
    made = Theme(find_theme(name, own, reporter), a_classroom(**classroom), reporter, live=live)
    assert reporter.problems == []
    return made


def drawn(
    made: Theme, template: str = "hello.html", context: object = None, path: str = "a/b/index.html"
) -> str:
    return made.render(Page(path, template, context)).decode()  # type: ignore[arg-type]


def test_a_text_is_escaped_and_only_cleaned_html_is_not(tmp_path: Path) -> None:
    made = theme(tmp_path, {"templates/hello.html": "{{ page.title }}|{{ page.href|html }}"})
    link = Link("<b>", Html("<i>frog</i>"))  # type: ignore[arg-type]
    assert drawn(made, context=link) == "&lt;b&gt;|<i>frog</i>"


def test_a_file_of_the_theme_has_a_relative_address_with_a_fingerprint(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "templates/hello.html": '{{ asset("css/own.css") }}',
        "static/css/own.css": "a{}",
    }
    first = drawn(theme(tmp_path, files))
    assert first.startswith("../../assets/")
    assert first.endswith("/css/own.css")
    changed = drawn(theme(tmp_path, {**files, "static/css/own.css": "b{}"}))
    assert changed != first, "a changed file has a new address"


def test_the_page_for_what_is_not_there_begins_at_the_root_because_a_host_shows_it_anywhere(
    tmp_path: Path,
) -> None:
    made = theme(
        tmp_path,
        {"templates/404.html": '{{ asset("css/site.css") }}'},
        url="https://maple.example/room12/",
    )
    assert drawn(made, "404.html", path="404.html").startswith("/room12/assets/")


def test_an_override_can_extend_the_very_template_it_replaces(tmp_path: Path) -> None:
    own = '{% extends "default/404.html" %}{% block title %}Lost!{% endblock %}'
    made = theme(tmp_path, {"templates/404.html": own})
    assert made._environment.get_template("404.html").filename == str(tmp_path / "mine/templates/404.html")
    parent = made._environment.get_template("default/404.html")
    assert parent.filename != str(tmp_path / "mine/templates/404.html")


def test_what_reloads_the_teachers_pages_is_not_uploaded(tmp_path: Path) -> None:
    live = {path.rpartition("/")[2] for path in theme(tmp_path, {}, live=True).assets}
    public = {path.rpartition("/")[2] for path in theme(tmp_path, {}).assets}
    assert live - public == {"live.js", "live.css"}


@pytest.mark.parametrize(
    ("template", "says", "line"),
    [
        ("one\n{% if %}", "Expected an expression", 2),
        ("one\ntwo\n{{ none + 1 }}", "TypeError", 3),
        ("{{ page.nothing }}", "no attribute 'nothing'", 1),
        ('{% extends "gone.html" %}', "gone.html", 1),
        ('{{ asset("css/gone.css") }}', "static/css/gone.css", None),
        (b"\xff\xfe\x00", "UnicodeDecodeError", None),
    ],
)
def test_a_broken_template_is_told_with_its_file_and_line(
    tmp_path: Path, template: str | bytes, says: str, line: int | None
) -> None:
    with pytest.raises(ThemeError) as raised:
        drawn(theme(tmp_path, {"templates/hello.html": template}), context=Link("x", "y"))
    problem = raised.value.problem
    assert says in problem.message
    assert "a/b/index.html" in problem.message
    assert problem.file == "themes/mine/templates/hello.html"
    if line is not None:
        assert problem.line == line


@pytest.mark.parametrize("text", ["options = 7", "parent = 3", "[options]\naccent = 1", "not toml", b"\xff"])
def test_a_broken_theme_toml_is_told(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(ThemeError) as raised:
        theme(tmp_path, {"theme.toml": text})
    assert raised.value.problem.file == "themes/mine/theme.toml"


def test_a_theme_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    reporter = RecordingReporter()
    chain = find_theme("defalt", tmp_path, reporter, file="content/class.yml")
    assert [one.name for one in chain] == ["default"]
    assert str(reporter.problems[0]) == (
        "content/class.yml: theme: The theme `defalt` is not there; the default theme is used. "
        "Did you mean `default`?"
    )


def test_parents_in_a_circle_are_told(tmp_path: Path) -> None:
    for name, parent in (("a", "b"), ("b", "a")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "theme.toml").write_text(f'parent = "{parent}"')
    reporter = RecordingReporter()
    assert [one.name for one in find_theme("a", tmp_path, reporter)] == ["a", "b", "default"]
    assert "circle" in reporter.problems[0].message


def test_an_option_that_the_theme_does_not_have_is_told(tmp_path: Path) -> None:
    reporter = RecordingReporter()
    classroom = a_classroom(theme_options={"acent": "teal", "accent": "pink"})
    Theme(find_theme("default", tmp_path, reporter), classroom, reporter)
    (problem,) = reporter.problems
    assert (problem.key, problem.hint) == ("theme_options.acent", "Did you mean `accent`?")


# -- macros of partials ---------------------------------------------------------------------------------


class Counted:
    """A view that knows how often it was looked at."""

    def __init__(self, title: str) -> None:
        self.words = title
        self.looks = 0

    @property
    def title(self) -> str:
        self.looks += 1
        return self.words


NOTE = "{% macro note(view, size=1) %}{{ view.title }} {{ size }} {{ asset('css/site.css') }}{% endmacro %}"
ONCE: dict[str, str | bytes] = {
    "templates/partials/note.html": NOTE + "{% set note = drawn_once(note) %}",
    "templates/hello.html": "{% from 'partials/note.html' import note %}"
    "{{ note(page) }}|{{ note(page, size=2) }}",
}


def test_a_macro_of_a_partial_knows_where_the_files_of_the_theme_are(tmp_path: Path) -> None:
    made = theme(tmp_path, {**ONCE, "templates/partials/note.html": NOTE})
    assert drawn(made, context=Link("<b>", "")).startswith("&lt;b&gt; 1 ../../assets/")
    assert drawn(made, context=Link("<b>", ""), path="index.html").startswith("&lt;b&gt; 1 assets/")


def test_a_macro_may_be_drawn_once_for_the_same_view_and_place(tmp_path: Path) -> None:
    made, view = theme(tmp_path, ONCE), Counted("<frog>")
    first = drawn(made, context=view)
    assert first.startswith("&lt;frog&gt; 1 ../../assets/")
    assert "|&lt;frog&gt; 2 ../../assets/" in first
    assert view.looks == 2, "once for each size"
    assert drawn(made, context=view, path="c/d/index.html") == first
    assert view.looks == 2, "nothing is different there"
    assert drawn(made, context=view, path="index.html") == first.replace("../../", "")


def test_what_was_drawn_once_is_never_taken_for_another_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slc_site.render.quick._MOST_TEXTS", 5)
    made = theme(tmp_path, ONCE)
    for number in range(50):  # each is gone before the next is made, which may then stand where it stood
        assert drawn(made, context=Link(f"frog {number}", "")).startswith(f"frog {number} 1 ")


def test_a_mistake_in_a_macro_is_told_with_the_file_of_the_macro(tmp_path: Path) -> None:
    files = {**ONCE, "templates/partials/note.html": "\n" + NOTE + "{% set note = drawn_once(note) %}"}
    with pytest.raises(ThemeError) as raised:
        drawn(theme(tmp_path, files), context=Html("no title here"))
    problem = raised.value.problem
    assert "no attribute 'title'" in problem.message
    assert (problem.file, problem.line) == ("themes/mine/templates/partials/note.html", 2)


def test_a_partial_of_the_class_stands_on_the_pages_of_the_default_theme(tmp_path: Path) -> None:
    own = """
        {% import "default/partials/chrome.html" as default %}
        {% set band, crumbs, site_footer = default.band, default.crumbs, default.site_footer %}
        {% macro topbar(frame) %}
        <img class="logo" src="{{ asset("img/icon.svg") }}" alt="{{ frame.school }}">
        {% endmacro %}
    """
    made = theme(tmp_path, {"templates/partials/chrome.html": own})
    page = next(page for page in sample_views.rich() if page.template == "post.html")
    html = made.render(page).decode()
    assert (
        f'<img class="logo" src="../../../../{made.asset_folder}img/icon.svg" alt="Maple Street School">'
        in html
    )
    assert '<footer class="foot">' in html
    assert 'class="topbar"' not in html


def test_values_are_escaped_in_our_words_and_our_words_are_not(tmp_path: Path) -> None:
    text = """{{ _("%(a)s & 100%%", a=page.title) }}|{{ _("<i>") }}|
        {%- trans count=2, a=page.title %}one {{ a }}{% pluralize %}{{ count }} {{ a }}{% endtrans %}"""
    made = theme(tmp_path, {"templates/hello.html": text})
    assert drawn(made, context=Link("<b>", "")) == "&lt;b&gt; & 100%|<i>|2 &lt;b&gt;"
