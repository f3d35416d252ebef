"""The Jinja that draws pages: what templates may call, and what draws thousands of pages quickly.

Escaping is always on, and a name that is not there is a mistake. Nothing here changes what a template means:
the language is known from the start, so a text is looked up once (`compiling`); what needs no context has
none to look at; and a macro may be drawn once for all the calls with the same arguments (both in `quick`).
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any, cast

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, Template
from jinja2.runtime import Context
from markupsafe import Markup

from slc_site.render.compiling import QuickCode
from slc_site.render.quick import DrawnOnce, QuickTemplate, Texts
from slc_site.render.translations import Words
from slc_site.render.views import Html


def templating(
    loader: BaseLoader,
    words: Words,
    place: Callable[[], str],
    asset: Callable[[str], Markup],
    compiled: BytecodeCache | None = None,
) -> Environment:
    """Return the Jinja of a class, in its language.

    `asset` returns the address of a file of the theme on the page that is being drawn; `place` returns what
    stands before the file's name there; `compiled` keeps templates for the next time.
    """
    made = _Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=compiled,
    )
    made.context_class = _Context
    # newstyle: a call with values fills them in, and escapes them where autoescape is on
    made.install_gettext_translations(words.translations, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    jinjas = cast("Callable[..., str]", made.globals["gettext"])
    gettext = Texts(jinjas, _Context(made, {}, None, {}), words.gettext)
    made.globals.update(
        _=gettext,
        gettext=gettext,
        lang=words.code,
        direction=words.direction,
        in_language=words.in_other,
        asset=asset,
        drawn_once=lambda macro: DrawnOnce(macro, place),
    )
    made.filters.update(_filters(words))
    return made


class _Environment(Environment):
    template_class = QuickTemplate
    code_generator_class = QuickCode

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        # Every page asks again for all that it includes, and who asks makes no difference.
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        # The same mapping for all templates: Jinja's chain of two is slow to look through at every import.
        return {**self.globals, **d} if d else self.globals


class _Context(Context):
    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - see below
        # The names are Jinja's, which no argument of a macro has. What is called most does not come here.
        if type(__obj) is Texts and not __self.eval_ctx.autoescape:
            __obj = __obj.as_it_is
        return super().call(__obj, *args, **kwargs)


def _filters(words: Words) -> dict[str, Callable[..., Any]]:
    return {
        "day": words.day,
        "short_day": words.short_day,
        "month": words.month,
        "clock": words.clock,
        "number": words.number,
        "iso": lambda value: value.isoformat(),
        "html": _shown,
    }


def _shown(html: Html) -> Markup:
    # The only place where a text is shown without being escaped; only `prose` makes an Html.
    return Markup(html.text)  # noqa: S704 - see above
