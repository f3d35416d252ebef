"""Templates mean here just what they mean to Jinja; only what is the same on every page is not done again."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from slc_site.render import quick
from slc_site.render.templating import templating
from slc_site.render.translations import words_for

PARTS = """
{%- macro plain(a) %}<p>{{ a }}</p>{% endmacro %}
{%- macro more(a, b="<", c=a) %}{{ a }}|{{ b }}|{{ c }}{% endmacro %}
{%- macro rest(a) %}{{ a }}{{ varargs | join(",") }}{{ kwargs | length }}{% endmacro %}
{%- macro around(a) %}<b>{{ a }}{{ caller() }}</b>{% endmacro %}
{%- macro asks(a, caller=none) %}{{ a }}{{ caller("<") }}{% endmacro %}
"""
IMPORT = '{% from "parts.html" import plain, more, rest, around, asks with context %}'
PAGE = SimpleNamespace(
    title='<"a">', safe=Markup("<i>x</i>"), none=None, number=7, items=[1, 2], words={"k": "<v>"}
)


def ours(files: dict[str, str]) -> Environment:
    return templating(DictLoader(files), words_for("en"), lambda: "", Markup)


def jinjas(files: dict[str, str]) -> Environment:
    """Return an environment as Jinja makes it, with the same texts and manners."""
    made = Environment(
        loader=DictLoader(files),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(words_for("en").translations, newstyle=True)  # type: ignore[attr-defined]
    made.globals["_"] = made.globals["gettext"]
    return made


def drawn(make: Callable[[dict[str, str]], Environment], text: str) -> str:
    """Return what comes of a page, or the mistake that is told."""
    files = {
        "page.html": text,
        "parts.html": PARTS,
        "base.html": "{{ _('Menu') }}<{% block a %}1{% endblock %}>",
    }
    try:
        return make(files).get_template("page.html").render(page=PAGE)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.title }} {{ page.safe }} {{ page.none }} {{ page.number }} {{ page.items }}",
        "{{ page.words.k }} {{ page.words['k'] }} {{ page.words.items() | list }} {{ page.items.count(1) }}",
        "{{ page.gone }}",
        "{{ page.gone.too }}",
        "{{ page.gone is defined }} {{ page.words.gone | default('-') }} {{ page.none.gone is defined }}",
        "{{ gone(1) }}",
        "{{ page.title.upper() ~ page.safe }} {{ page.safe + page.title }}",
        "{% set x %}<p>{{ page.title }}</p>{% endset %}{{ x }}{{ x | length }}",
        IMPORT + "{{ plain(page.title) }} {{ plain(a=page.safe) }} {{ plain(plain('&')) }}",
        IMPORT + "{{ more(1) }} {{ more('<', c=2) }} {{ more(1, 2, 3) }} {{ more(c='>', a='&') }}",
        IMPORT + "{{ more() }}",
        IMPORT + "{{ plain(1, 2) }}",
        IMPORT + "{{ plain(1, b=2) }}",
        IMPORT + "{{ plain(1, a=2) }}",
        IMPORT + "{{ rest(1, '<', 3, d=4) }}",
        IMPORT + "{{ more(*['<', 2]) }} {{ more(**{'a': 1}) }}",
        IMPORT + "{% call around('&') %}<i>{{ page.title }}</i>{% endcall %}",
        IMPORT + "{% call(x) asks('&') %}{{ x }}{% endcall %}",
        IMPORT
        + "{% autoescape false %}{{ page.title }}{{ plain('<') }}{{ plain('<') + '<' }}{% endautoescape %}",
        "{% autoescape page.number == 8 %}{{ page.title }}{{ gettext('%(a)s', a='<') }}{% endautoescape %}",
        "{% autoescape false %}{{ gettext('100%% <%(a)s>', a='<') }}{{ _('<Menu>') }}{% endautoescape %}",
        "{{ _('Menu') }} {{ gettext('<b>%%</b>') }} {{ gettext('<b>%(a)s</b>', a=page.title) }}",
        "{{ _(page.title) }} {{ _('Menu') if page.number else _('Page') }} {{ _('50%') }}",
        "{% trans a=page.title %}<b>{{ a }}</b>{% endtrans %} {% trans trimmed %} a  b {% endtrans %}",
        "{% trans n=page.number %}one{% pluralize %}{{ n }} of them{% endtrans %}",
        "{% set _ = page.title.count %}{{ _('a') }}",
        "{% macro _(a) %}<{{ a }}>{% endmacro %}{{ _('Menu') }}",
        "{% for _ in [page.title.count] %}{{ _('a') }}{% endfor %}",
        "{% from 'parts.html' import plain as _ %}{{ _('Menu') }}",
        "{% import 'parts.html' as parts %}{{ parts.plain(page.title) }}{{ parts.gone('a') }}",
        "{% extends 'base.html' %}"
        "{% block a %}{{ super() }}{{ self.a is defined }}{{ page.title }}{% endblock %}",
        "{% for x in page.items recursive %}{{ loop.index }}{{ loop.cycle('<', '>') }}"
        "{% if x == 2 %}{{ loop([9]) }}{% endif %}{% endfor %}",
        "{% for x in range(3) if x != page.number %}{{ x }}{% else %}-{% endfor %}{{ dict(a='<').a }}",
        "{% set n = namespace(a='<') %}{% set n.a = n.a + '>' %}{{ n.a }}{{ joiner('|')() }}",
    ],
)
def test_a_template_means_what_it_means_to_jinja(text: str) -> None:
    assert drawn(ours, text) == drawn(jinjas, text)


def test_a_text_of_ours_is_looked_up_once_for_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = quick.Texts.__call__

    def noted(self: quick.Texts, message: str, /, **values: object) -> Markup:
        asked.append(message)
        return real(self, message, **values)

    monkeypatch.setattr(quick.Texts, "__call__", noted)
    page = "{% block a %}{{ _('Menu') }}{% endblock %}{% macro m() %}{{ _('Newer') }}{% endmacro %}{{ m() }}"
    template = ours({"page.html": page}).get_template("page.html")
    asked.clear()
    assert [template.render() for _ in range(3)] == ["MenuNewer"] * 3
    assert asked == []


def test_a_text_is_in_the_language_of_the_class() -> None:
    pages = [
        templating(DictLoader({"a": "{{ _('Menu') }}"}), words_for(code), lambda: "", Markup)
        for code in ("en", "es")
    ]
    english, spanish = [page.get_template("a").render() for page in pages]
    assert english == "Menu"
    assert spanish == words_for("es").gettext("Menu") != english


def test_what_is_imported_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = ours({"page.html": '{% from "parts.html" import plain %}{{ plain(1) }}', "parts.html": PARTS})
    template = made.get_template("page.html")
    assert template.render() == "<p>1</p>"
    monkeypatch.setattr(quick.QuickTemplate, "make_module", lambda *_: pytest.fail("made again"))
    monkeypatch.setattr(Environment, "get_template", lambda *_: pytest.fail("looked for again"))
    assert template.render() == "<p>1</p>"
