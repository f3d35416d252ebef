"""A class's own theme is laid over the default one, and what is wrong in it is told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from slc_site.problems import RecordingReporter
from slc_site.render.page import Page
from slc_site.render.theme import Theme
from slc_site.render.theme_folders import ThemeError, find_theme
from slc_site.render.views import Html, Link
from tests.support.things import a_classroom


def theme(own: Path, files: dict[str, str | bytes], name: str = "mine", **classroom: object) -> Theme:
    for path, text in {"theme.toml": "", **files}.items():
        file = own / "mine" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    reporter = RecordingReporter()
    made = Theme(find_theme(name, own, reporter), a_classroom(**classroom), reporter)
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
    made = theme(tmp_path, {})
    live = {path.rpartition("/")[2] for path in made.assets(live=True)}
    public = {path.rpartition("/")[2] for path in made.assets(live=False)}
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
