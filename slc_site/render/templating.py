"""The Jinja that draws pages: what templates may call, and what draws thousands of pages quickly.

Escaping is always on, and a name that is not there is a mistake. Nothing here changes what a template means:
the language is known from the start, so a text is looked up once; what needs no context is handed none; and a
macro may be drawn once for all the times it is called with the same.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import MethodType
from typing import Any, cast

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from slc_site.render.translations import Words
from slc_site.render.views import Html

_MOST_TEXTS = 8192
"""So many texts of one macro are kept; each has some hundred bytes."""


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
    gettext = _Gettext(cast("Callable[..., str]", made.globals["gettext"]))
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
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        # The same mapping for all templates: Jinja's chain of two is slow to look through at every import.
        return {**self.globals, **d} if d else self.globals


class _Context(Context):
    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - see below
        # The names are Jinja's, which no argument of a macro has. Jinja asks of everything whether it wants a
        # context, and of which kind; of what templates call most that is known.
        kind = type(__obj)
        if kind is Macro:
            args = (__self.eval_ctx, *args)
        elif kind is _Gettext:
            args = (__self, *args)
        elif kind is not DrawnOnce and kind is not MethodType:
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(*args, **kwargs)


class DrawnOnce:
    """A macro that is drawn once for the same arguments: `{% set icon = drawn_once(icon) %}` below it.

    It is for macros that are called over and over with the very same views. What a macro of a partial shows
    hangs on its arguments, on the class, and where it shows an `asset` on where the page stands.
    """

    def __init__(self, macro: Macro, place: Callable[[], str]) -> None:
        self._macro = macro
        self._place = place
        self._texts: dict[tuple[str | int, ...], tuple[str, object]] = {}

    def __call__(self, *args: object, **named: object) -> str:
        """Return what the macro makes of the arguments; but for words, the same means the same object."""
        given = (*args, *named, *named.values())
        key = (self._place(), *[one if type(one) is str else id(one) for one in given])
        drawn = self._texts.get(key)
        if drawn is None:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            # The arguments are held, so that nothing else is ever given the identity of one of them.
            drawn = self._texts[key] = (self._macro(*args, **named), given)
        return drawn[0]


class _Gettext:
    """Jinja's own way to a text in the class's language; gone once for each that nothing is filled into."""

    def __init__(self, gettext: Callable[..., str]) -> None:
        self._gettext = gettext
        self._texts: dict[tuple[str, bool], str] = {}

    def __call__(self, context: Context, message: str, /, **values: object) -> str:
        if values:
            return self._gettext(context, message, **values)
        key = (message, context.eval_ctx.autoescape)
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = self._gettext(context, message)
        return text


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
