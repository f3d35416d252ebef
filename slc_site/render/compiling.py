"""How templates are compiled: as Jinja does it, so that less is left to be done again for each page.

A text of ours is looked up when the template is compiled, once for all pages; what needs nothing of Jinja's
context, as most of what templates call, is called as it is; an attribute is looked for as one first. None of
it changes what a template means. The names of the methods are Jinja's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from slc_site.render.quick import Texts

_NAMES = frozenset({"_", "gettext"})
"""What templates call `Texts`."""


class QuickCode(CodeGenerator):
    """Writes the Python of one template."""

    _texts: Texts | None = None

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write all of it."""
        if _NAMES.isdisjoint(_own_names(node)):
            self._texts = cast("Texts", self.environment.globals["gettext"])
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's name
        """Write a call of what `quick.called` says, which most times is the very thing that is named."""
        is_plain = not (forward_caller or node.dyn_args or node.dyn_kwargs)
        if not (is_plain and _escapes(frame)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("called(context, ")
        self.visit(node.node, frame)
        self.write(")(")
        for one in (*node.args, *node.kwargs):
            self.visit(one, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write `page.title`: most times it is an attribute; Jinja knows what else it can be."""
        self.write("(got if (got := getattr(of := ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing else environment.getattr(of, {node.attr!r}))")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        # Jinja asks of all that stands between texts of a template whether it is one, too.
        message = _message(node)
        if message is not None and self._texts is not None and _escapes(frame):
            return self._texts(message)
        return super()._output_child_to_const(node, frame, finalize)


def _escapes(frame: Frame) -> bool:
    """Is it known that what is drawn here is escaped? It is, but for `{% autoescape %}` in some theme."""
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile


def _message(node: nodes.Node) -> str | None:
    """Return the text of ours that `{{ _("a text") }}` stands for, None if it is anything else."""
    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in _NAMES):
        return None
    if len(node.args) != 1 or node.kwargs or node.dyn_args or node.dyn_kwargs:
        return None
    said = node.args[0]
    return said.value if isinstance(said, nodes.Const) and isinstance(said.value, str) else None


def _own_names(node: nodes.Template) -> Iterator[str]:
    """Yield the names that a template gives to something, wherever in it."""
    for one in node.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        if isinstance(one, nodes.Name):
            if one.ctx != "load":
                yield one.name
        elif isinstance(one, nodes.Macro):
            yield one.name
        elif isinstance(one, nodes.Import):
            yield one.target
        elif isinstance(one, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in one.names)
