"""What compiled templates call on every line, quicker than Jinja's own: `escape`, macros, our texts.

None of it means anything else. Jinja's go through several functions of Python for each value, to be right
where escaping is off, for what wants to be handed a context, and for who calls a macro from anywhere. A page
has some hundred values, and a class some thousand pages.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import partial
from types import BuiltinMethodType, CodeType, MethodType
from typing import Any

from jinja2 import Environment, Template, pass_eval_context
from jinja2.environment import TemplateModule
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as _escaped
except ImportError:  # another version of it, or one that is not compiled
    _escaped = escape

_MOST_TEXTS = 8192
"""So many texts of one macro are kept; each has some hundred bytes."""


class QuickTemplate(Template):
    """A template whose code calls ours."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return the template of some code; what it calls by these names it finds when it calls it."""
        made = super().from_code(environment, code, globals, uptodate)
        names = made.root_render_func.__globals__  # of this code alone
        names.update(escape=shown, Macro=QuickMacro, called=called)
        return made

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # What it exports to the template that imports it. Jinja looks each time whether that one was handed
        # more names for all templates; ours never are.
        return super()._get_default_module()


def shown(value: object) -> str:
    """Return what stands on the page for a value: escaped, unless it is marked safe."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]  # it is a text
    if kind is str:
        return _escaped(value)  # type: ignore[arg-type]  # it is one
    return escape(value)


class QuickMacro(Macro):
    """A macro that looks for nothing that most macros do not have."""

    def __init__(self, *args: Any, **named: Any) -> None:
        """As Jinja makes one."""
        super().__init__(*args, **named)
        self._takes_more = self.catch_kwargs or self.catch_varargs or self.caller or self.explicit_caller

    @pass_eval_context
    def __call__(self, *args: Any, **named: Any) -> str:
        """Return what it draws. The first argument may be Jinja's word on whether there is escaping."""
        others = self._argument_count - len(args)
        if others < 0 or self._takes_more or (args and type(args[0]) is EvalContext):
            return super().__call__(*args, **named)
        if others:
            unnamed = self.arguments[-others:]
            args = (*args, *[named.pop(name, missing) for name in unnamed])
        if named:
            return super().__call__(*args, **named)  # it says which one there is no place for
        return self._invoke([*args], self._default_autoescape)


class Texts:
    """Jinja's own way to a text in the class's language, of which templates need to know no context.

    `_("a text")`, `gettext("%(n)s texts", n=3)`: always a format string; what is filled in is escaped, what
    comes of it is marked safe. Gone once for each that nothing is filled into.
    """

    def __init__(self, gettext: Callable[..., str], context: Context, plain: Callable[[str], str]) -> None:
        """`gettext` is Jinja's, `context` one in which there is escaping; `plain` returns a text as it is."""
        self._gettext = partial(gettext, context)
        self._unescaped = plain
        self._texts: dict[str, str] = {}

    def __call__(self, message: str, /, **values: object) -> str:
        """Return the text, with the values filled in."""
        if values:
            return self._gettext(message, **values)
        text = self._texts.get(message)
        if text is None:
            text = self._texts[message] = self._gettext(message)
        return text

    def as_it_is(self, message: str, /, **values: object) -> str:
        """Return the text where nothing is escaped."""
        return self._unescaped(message) % values


class DrawnOnce:
    """A macro that is drawn once for the same arguments: `{% set icon = drawn_once(icon) %}` below it.

    It is for macros that are called over and over with the very same views. What a macro of a partial shows
    hangs on its arguments, on the class, and where it shows an `asset` on where the page stands.
    """

    def __init__(self, macro: Macro, place: Callable[[], str]) -> None:
        """`place` returns what stands before the name of a file of the theme on the page that is drawn."""
        self._macro = macro
        self._place = place
        self._texts: dict[tuple[str | int, ...], tuple[str, object]] = {}

    def __call__(self, *args: object, **named: object) -> str:
        """Return what the macro makes of the arguments; but for words, the same means the same object."""
        given = (*args, *named, *named.values()) if named else args
        key = (self._place(), *[one if type(one) is str else id(one) for one in given])
        drawn = self._texts.get(key)
        if drawn is None:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            # The arguments are held, so that nothing else is ever given the identity of one of them.
            drawn = self._texts[key] = (self._macro(*args, **named), given)
        return drawn[0]


_PLAIN = frozenset({Texts, QuickMacro, DrawnOnce, MethodType, BuiltinMethodType})
"""What wants nothing of the context."""


def called(context: Context, one: Any) -> Callable[..., Any]:
    """Return what is to be called with just the arguments that stand in the template."""
    return one if type(one) in _PLAIN else partial(context.call, one)
