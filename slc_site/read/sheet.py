"""A document held against its shape: what is right goes on, what is wrong is reported, all of it at once.

A value that cannot be used is taken out and the rest is tried again: a slip in one key costs that key, not
the file. Only a missing required key costs the file, or the item of the list that it is missing from.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Generic, TypeGuard, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Struct
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from slc_site.model.origin import Origin
from slc_site.problems import Problem, Severity, did_you_mean, nearest
from slc_site.read.fields import Document, Loc, normal
from slc_site.read.shapes import Shape, names_of
from slc_site.read.told import FileReporter
from slc_site.read.values import DROPPED, all_of, shown

S = TypeVar("S", bound=Shape)


class Sheet(Struct, Generic[S], frozen=True):
    """A file that is understood as far as it can be alone; its references are not followed yet."""

    document: Document
    shape: S
    lost: frozenset[Loc]
    """Where something could not be used: where it stood, or would have stood if its key were spelt right."""
    reporter: FileReporter
    dropped: frozenset[Loc] = frozenset()
    """Items that were taken out of lists: where they stood."""

    @property
    def origin(self) -> Origin:
        """The file, for what is made of it."""
        return Origin(self.document.file)

    def is_lost(self, *loc: str) -> bool:
        """Was anything at this place, or in it, or around it, unreadable?"""
        return any(loc[: len(there)] == there or there[: len(loc)] == loc for there in self.lost)

    def report(
        self,
        message: str,
        *loc: str | int,
        hint: str | None = None,
        severity: Severity = Severity.ERROR,
        code: str,
    ) -> None:
        """Report something about what stands at this place in the shape."""
        self.reporter.report(_problem(self.document, self._typed(loc), message, hint, severity, code))

    def line(self, *loc: str | int) -> int | None:
        """Return the line of the file in which what stands at this place in the shape begins."""
        return self.document.line(self._typed(loc))

    def _typed(self, loc: Loc) -> Loc:
        """Return where in the file a place in the shape is: in a list, what was taken out counts, too."""
        typed: list[str | int] = []
        for part in loc:
            if isinstance(part, int):
                left = (place for place in itertools.count() if (*typed, place) not in self.dropped)
                part = next(itertools.islice(left, part, None))
            typed.append(part)
        return tuple(typed)


def check(document: Document, shape: type[S], reporter: FileReporter, today: date) -> Sheet[S] | None:
    """Hold a document against a shape; None when it has to be left out, which was reported."""
    fields: Any = document.fields
    lost: set[Loc] = set()
    dropped: set[Loc] = set()
    while True:  # each round takes something out, so there is a last one
        try:
            read = shape.model_validate(fields, context={"today": today})
            return Sheet(document, read, frozenset(lost), reporter, frozenset(dropped))
        except ValidationError as error:
            details = error.errors(include_url=False)
        fields = _copy(fields)
        targets = [_Target.of(fields, detail) for detail in details]
        told = frozenset(lost)
        for target, detail in zip(targets, details, strict=True):
            if not any(there[: len(target.loc)] == target.loc for there in told):
                lost |= _report(document, shape, detail, target.loc, reporter)
            # else it only follows from what was taken out in the round before
        if any(not target.path for target in targets):
            return None
        for target in targets:
            target.take_out(fields)
            if isinstance(target.path[-1], int):
                dropped.add(target.loc[: len(target.path)])
        lost.update(target.loc for target in targets)


class _Target(Struct, frozen=True):
    """What an error is about."""

    loc: Loc
    """Where it is, in the keys of the shape."""
    path: Loc
    """The same in the keys that were typed, as far as there is anything: what is to be taken out."""

    @classmethod
    def of(cls, fields: Any, detail: ErrorDetails) -> _Target:
        loc = tuple(part for part in detail["loc"] if part != "[key]")
        path: list[str | int] = []
        here = fields
        for part in loc:
            key = _key_in(here, part)
            if key is None:
                break
            path.append(key)
            here = here[key]
        return cls(loc, tuple(path))

    def take_out(self, fields: Any) -> None:
        """Remove it, leaving the places of all others as they are."""
        here, last = fields, self.path[-1]
        for part in self.path[:-1]:
            if _key_in(here, part) is None:
                return  # what it was in is out already
            here = here[part]
        if isinstance(here, dict):
            here.pop(last, None)
        elif isinstance(here, list) and isinstance(last, int):
            here[last] = DROPPED


def _key_in(container: Any, part: str | int) -> str | int | None:
    if isinstance(container, dict):
        if part in container:
            return part
        return next((key for key in container if normal(key) == normal(str(part))), None)
    if isinstance(container, list) and isinstance(part, int) and part < len(container):
        return part
    return None


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, list) else value


_STRICTEST = "Until that is clear, the strictest is taken."

# -- in plain words ---------------------------------------------------------------------------------------


def _report(
    document: Document, shape: type[Shape], detail: ErrorDetails, loc: Loc, reporter: FileReporter
) -> set[Loc]:
    """Report one error; return where the thing would have stood if its key were spelt right."""
    kind = detail["type"]
    around = _shape_at(shape, loc[:-1])
    severity = Severity.ERROR
    meant: set[Loc] = set()
    if kind == "extra_forbidden":
        severity, hint, key = _unknown(str(loc[-1]), around)
        meant = {(*loc[:-1], key)} if key else meant
        message, kind = f"{shown(str(loc[-1]))} is not a key that I know.", "unknown-key"
    elif kind == "missing":
        key = str(loc[-1])
        message = f"`{key}` is missing" + (
            ", so this file is left out." if len(loc) == 1 else ", so this is left out."
        )
        hint = _example(around, key)
    else:
        context = detail.get("ctx", {})
        loc = (*loc, context["key"]) if context.get("key") else loc
        message = context.get("message") or "I expected keys and values here."
        hint = context.get("hint") or ("Write `{key: value}`." if kind == "dict_type" else None)
        if kind != "twice" and len(loc) == 1 and _is_required(shape, loc[0]):
            hint = f"{hint or ''} Without it, this file is left out.".strip()
        if _is_sensitive(shape, around, loc):
            hint = f"{hint or ''} {_STRICTEST}".strip()
        if detail["loc"][-1:] == ("[key]",):
            message = message.replace("I cannot read", "I do not know", 1)
    reporter.report(_problem(document, loc, message, hint, severity, kind))
    return meant


def _is_required(shape: type[Shape], key: str | int) -> bool:
    field = shape.model_fields.get(str(key))
    return field is not None and field.is_required()


def _is_sensitive(shape: type[Shape], around: type[Shape] | None, loc: Loc) -> bool:
    inner = around is not None and loc[-1:] != () and loc[-1] in around.SENSITIVE
    return inner or (len(loc) > 0 and loc[0] in shape.SENSITIVE)


def _unknown(key: str, shape: type[Shape] | None) -> tuple[Severity, str | None, str | None]:
    """Return what an unknown key costs, what to type instead, and the sensitive key that may be meant."""
    if shape is None:
        return Severity.WARNING, None, None
    known = names_of(shape)
    meant = shape.INSTEAD.get(normal(key))
    hint = f"Use `{meant}` instead." if meant else did_you_mean(key, known)
    meant = meant or nearest(key, known)
    if meant in shape.SENSITIVE:
        return Severity.ERROR, f"{hint} {_STRICTEST}", meant
    return Severity.WARNING, hint or f"The keys here are {all_of(known)}.", None


def _example(shape: type[Shape] | None, key: str) -> str | None:
    if shape is None:
        return None
    field = next((field for name, field in shape.model_fields.items() if key in (name, field.alias)), None)
    examples = field.examples if field is not None else None
    return f"Add `{key}: {examples[0]}`." if examples else f"Add `{key}: …`."


def _shape_at(shape: type[Shape], loc: Loc) -> type[Shape] | None:
    """Return the shape of what stands at a place, or None when it is a plain value."""
    found: Any = shape
    is_free = False  # is the next part a key that somebody chose?
    for part in loc:
        if isinstance(part, int) or not _is_shape(found):
            continue  # an item of a list
        if is_free:
            is_free = False
            continue
        fields: Mapping[str, Any] = found.model_fields
        field = next((field for name, field in fields.items() if part in (name, field.alias)), None)
        is_free = field is not None and get_origin(field.annotation) is dict
        found = _shape_in(field.annotation) if field is not None else _extra_shape(found)
    return found if _is_shape(found) else None


def _is_shape(found: object) -> TypeGuard[type[Shape]]:
    return isinstance(found, type) and issubclass(found, Shape)


def _shape_in(annotation: Any) -> type[Shape] | None:
    if _is_shape(annotation):
        return annotation
    inner: Collection[Any] = get_args(annotation)
    return next((found for part in inner if (found := _shape_in(part)) is not None), None)


def _extra_shape(shape: type[Shape]) -> type[Shape] | None:
    return _shape_in(get_type_hints(shape).get("__pydantic_extra__"))


def _problem(
    document: Document, loc: Loc, message: str, hint: str | None, severity: Severity, code: str
) -> Problem:
    key = ".".join(str(part) for part in loc) or None
    return Problem(message, document.file, document.line(loc), key, hint, severity, code)
