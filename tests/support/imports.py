"""Which module imports what, read from the text of the modules."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "slc_site"


@dataclass(frozen=True)
class Import:
    """One import of one module."""

    target: str
    """Dotted and absolute; of `from a import b`, `a.b` if that is a module of ours, else `a`."""
    line: int
    at_once: bool
    """Done when the module is imported; not inside a function, nor for the type checker only."""


@dataclass(frozen=True)
class Module:
    """One module of the package."""

    name: str
    """Dotted: `slc_site.read.loader`; of a package, without `__init__`."""
    file: Path
    tree: ast.Module
    imports: tuple[Import, ...]

    @property
    def room(self) -> str:
        """The part of the package it belongs to: `read`, `problems`; empty for `slc_site` itself."""
        return [*self.name.split("."), ""][1]

    @property
    def lines(self) -> int:
        """How long it is."""
        return len(self.file.read_text(encoding="utf-8").splitlines())

    @property
    def docstring(self) -> str:
        """What it says of itself."""
        return ast.get_docstring(self.tree) or ""


def modules(package: Path = PACKAGE) -> list[Module]:
    """Return every module of a package, in the order of their names."""
    files = sorted(package.rglob("*.py"))
    names = {_name(file, package): file for file in files}
    return [_module(name, file, frozenset(names)) for name, file in names.items()]


def _name(file: Path, package: Path) -> str:
    parts = file.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _module(name: str, file: Path, ours: frozenset[str]) -> Module:
    tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
    visitor = _Imports(name if file.name == "__init__.py" else name.rpartition(".")[0], ours)
    visitor.visit(tree)
    return Module(name, file, tree, tuple(visitor.found))


class _Imports(ast.NodeVisitor):
    def __init__(self, package: str, ours: frozenset[str]) -> None:
        self._package = package
        self._ours = ours
        self._later = 0
        self.found: list[Import] = []

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._keep(alias.name, node.lineno)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        base = node.module or ""
        if node.level:
            above = self._package.split(".")
            above = above[: len(above) - node.level + 1]
            base = ".".join([*above, base] if base else above)
        for alias in node.names:
            inner = f"{base}.{alias.name}"
            self._keep(inner if inner in self._ours else base, node.lineno)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._inside(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._inside(node)

    def visit_If(self, node: ast.If) -> None:
        if ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            self._later += 1
            for child in node.body:
                self.visit(child)
            self._later -= 1
            for child in node.orelse:
                self.visit(child)
        else:
            self.generic_visit(node)

    def _inside(self, node: ast.AST) -> None:
        self._later += 1
        self.generic_visit(node)
        self._later -= 1

    def _keep(self, target: str, line: int) -> None:
        self.found.append(Import(target, line, not self._later))
