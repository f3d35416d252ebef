"""Prompts (`prompts/<slug>.md` or `prompts/<slug>/index.md`) and their examples (`prompts/<slug>/examples/`).

An example that a child made years ago is still that child's: without a word that the family has agreed, it is
for the teacher's own screen, and only a first name is ever read.
"""

from __future__ import annotations

from slc_site.model.audience import Audience
from slc_site.model.classroom import Classroom
from slc_site.model.prompt import Example, ExampleBy, Prompt
from slc_site.problems import Severity
from slc_site.read.bundles import Bundle, find_bundles
from slc_site.read.disk import Folder, same
from slc_site.read.document import Form
from slc_site.read.names import Names, several
from slc_site.read.reading import Reader
from slc_site.read.shapes_prompt import ExampleShape, PromptShape
from slc_site.read.sheet import Sheet
from slc_site.read.values import shown

_EXAMPLES = "examples"


def read_prompts(
    content: Folder, classroom: Classroom, strands: Names, targets: Names, reader: Reader
) -> tuple[list[Prompt], list[str]]:
    """Read the class's prompts; return them by title, and the slugs of those that were left out."""
    folder = content.enter("prompts", reader.reporter)
    prompts: list[Prompt] = []
    left_out: list[str] = []
    for found in find_bundles(folder, "prompt", reader.reporter, rooms=(_EXAMPLES,)):
        sheet = reader.sheet(found.file, Form.FRONT_MATTER, PromptShape)
        if sheet is None:
            left_out.append(found.slug)
            continue
        tags = {tag: strands.find(tag) for tag in sheet.shape.tags if tag}
        prompts.append(
            Prompt(
                slug=found.slug,
                title=sheet.shape.title,
                origin=sheet.origin,
                body=sheet.document.body,
                body_line=sheet.document.body_line,
                strands=tuple(dict.fromkeys(strand for strand in tags.values() if strand)),
                tags=tuple(tag for tag, strand in tags.items() if strand is None),
                asks=tuple(text for text in sheet.shape.asks if text),
                targets=several(sheet, targets, sheet.shape.targets, "targets"),
                audience=_audience(sheet, classroom),
                attachments=found.attachments,
                examples=tuple(_examples(found, reader)),
            )
        )
    return sorted(prompts, key=lambda prompt: (same(prompt.title), prompt.slug)), left_out


def _audience(sheet: Sheet[PromptShape], classroom: Classroom) -> Audience:
    """Return who may see a prompt: the class, unless the class's own pages are for fewer or it says so."""
    if sheet.is_lost("access"):
        return Audience.TEACHER
    own = sheet.shape.access
    return max(classroom.access.pages, Audience.CLASS) if own is None else own


def _examples(prompt: Bundle, reader: Reader) -> list[Example]:
    folder = prompt.rooms.get(_EXAMPLES)
    if folder is None:
        return []
    examples = []
    for found in find_bundles(folder, "example", reader.reporter):
        sheet = reader.sheet(found.file, Form.FRONT_MATTER, ExampleShape)
        if sheet is not None:
            examples.append(_example(found, sheet))
    return sorted(examples, key=lambda example: (example.by is not ExampleBy.TEACHER, example.slug))


def _example(found: Bundle, sheet: Sheet[ExampleShape]) -> Example:
    shape = sheet.shape
    by = ExampleBy.FORMER_STUDENT if sheet.is_lost("by") else shape.by
    agreed = not sheet.is_lost("consent") and (by is ExampleBy.TEACHER or shape.consent)
    if not agreed:
        sheet.report(
            "It is not said that the family agreed to show this example, so only you see it.",
            "consent",
            hint="When they have, write `consent: yes`. If you made it yourself, write `by: teacher`.",
            severity=Severity.WARNING,
            code="example-without-consent",
        )
    return Example(
        slug=found.slug,
        title=shape.title,
        origin=sheet.origin,
        by=by,
        name=_name(sheet, by),
        agreed=agreed,
        body=sheet.document.body,
        body_line=sheet.document.body_line,
        did_well=_said(shape.did_well),
        make_better=_said(shape.make_better),
        steps=_said(shape.steps),
        good_because=_said(shape.good_because),
        attachments=found.attachments,
    )


def _name(sheet: Sheet[ExampleShape], by: ExampleBy) -> str:
    """Return the name as it may be shown: of a child the first name alone."""
    typed = sheet.shape.name
    if by is ExampleBy.TEACHER or " " not in typed:
        return typed
    first = typed.split()[0]
    sheet.report(
        f"{shown(typed)} is more than a first name; I show `{first}`.",
        "name",
        hint=f"Write `name: {first}`, or take the line out. A double name takes a hyphen: `Mary-Ann`.",
        severity=Severity.WARNING,
        code="more-than-a-first-name",
    )
    return first


def _said(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
