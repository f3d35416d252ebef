"""`class.yml` and the class's own pages."""

from __future__ import annotations

from collections.abc import Iterator

from slc_site.model.audience import Audience
from slc_site.model.classroom import (
    WEEKEND,
    Access,
    ClassPage,
    Classroom,
    Consent,
    Holiday,
    MeasureSpec,
    MediaRules,
    Stems,
    Strand,
    Target,
    Term,
)
from slc_site.problems import Problem
from slc_site.read.audiences import work_out_access, work_out_consent
from slc_site.read.bundles import find_bundles
from slc_site.read.disk import Folder, same
from slc_site.read.document import Form
from slc_site.read.names import Names, one, unique
from slc_site.read.reading import Reader
from slc_site.read.shapes_classroom import ClassShape, PageShape, StrandShape
from slc_site.read.sheet import Sheet

DEFAULT_STRANDS = (
    Strand("writing", "Writing"),
    Strand("representing", "Representing"),
    Strand("projects", "Projects"),
)
_BEGIN = "Write a line `title: Room 12` into it, or let `slc init` begin a class."


def read_classroom(content: Folder, reader: Reader) -> Classroom | None:
    """Read `class.yml`; None when there is none or it cannot be read, which was reported."""
    file = content.files.get("class.yml")
    if file is None:
        near = next((name for name in content.files if name.casefold().startswith("class.y")), None)
        hint = f"Rename `{near}` to `class.yml`." if near else _BEGIN
        message = "There is no class.yml here."
        reader.reporter.report(Problem(message, f"{content.label}/class.yml", hint=hint, code="no-class"))
        return None
    sheet = reader.sheet(file, Form.FIELDS, ClassShape)
    return None if sheet is None else _classroom(sheet)


def _classroom(sheet: Sheet[ClassShape]) -> Classroom:
    shape = sheet.shape
    strands = unique(
        sheet,
        map(_strand, shape.strands),
        lambda strand: strand.tag,
        "strands",
    )
    strands = strands or DEFAULT_STRANDS
    names = strand_names(strands)
    targets = (
        Target(each.id, each.text, one(sheet, names, each.strand, "targets", place, "strand"), each.kind)
        for place, each in enumerate(shape.targets)
    )
    measures = (
        MeasureSpec(
            id=each.id,
            title=each.title or _titled(each.id),
            file=each.file or f"{each.id}.csv",
            unit=each.unit,
            dates=each.dates,
            better=each.better,
        )
        for each in shape.measures
    )
    terms = (Term(each.id, each.title or _titled(each.id), each.start, each.end) for each in shape.terms)
    return Classroom(
        title=shape.title,
        origin=sheet.origin,
        school=shape.school,
        teacher=shape.teacher,
        contact=shape.contact,
        year=shape.year,
        grade=shape.grade,
        language=shape.language,
        timezone=shape.timezone,
        url=shape.url,
        theme=shape.theme,
        theme_options=dict(shape.theme_options),
        strands=strands,
        targets=unique(sheet, targets, lambda target: target.id, "targets"),
        measures=unique(sheet, measures, lambda measure: measure.id, "measures"),
        terms=unique(sheet, terms, lambda term: term.id, "terms"),
        holidays=tuple(Holiday(each.start, each.last, each.title) for each in shape.holidays),
        weekend=frozenset(shape.weekend) if shape.weekend else WEEKEND,
        access=work_out_access(sheet, shape.access, Access()),
        consent=work_out_consent(sheet, shape.consent, Consent()),
        media=MediaRules(largest=shape.media.largest),
        shared=shape.shared,
        publish=dict(shape.publish),
    )


def _strand(shape: StrandShape) -> Strand:
    return Strand(
        tag=shape.tag,
        title=shape.title or _titled(shape.tag),
        group=shape.group,
        about=shape.about,
        good=shape.good,
        stems=Stems(**dict(shape.stems)),
        words=shape.words,
    )


def _titled(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").strip() or name
    return words[:1].upper() + words[1:]


def strand_names(strands: tuple[Strand, ...]) -> Names:
    """Return the strands' names; singular and plural both do."""
    other = [(variant, strand.tag) for strand in strands for variant in _other_number(strand.tag)]
    return Names("strand", [strand.tag for strand in strands], also=other)


def _other_number(tag: str) -> Iterator[str]:
    tag = same(tag)
    if tag.endswith("ies"):
        yield tag[:-3] + "y"
    if tag.endswith("y"):
        yield tag[:-1] + "ies"
    yield tag[:-1] if tag.endswith("s") else tag + "s"


def read_pages(content: Folder, classroom: Classroom, reader: Reader) -> list[ClassPage]:
    """Read `pages/<slug>.md` or `pages/<slug>/index.md`, in the order the class wants."""
    pages = []
    for found in find_bundles(content.enter("pages", reader.reporter), "page", reader.reporter):
        sheet = reader.sheet(found.file, Form.MARKDOWN, PageShape)
        if sheet is None:
            continue
        own = Audience.TEACHER if sheet.is_lost("access") else sheet.shape.access
        page = ClassPage(
            slug=found.slug,
            title=sheet.shape.title or _titled(found.slug),
            body=sheet.document.body,
            body_line=sheet.document.body_line,
            origin=sheet.origin,
            audience=classroom.access.pages if own is None else own,
            order=sheet.shape.order,
            attachments=found.attachments,
        )
        pages.append(page)
    return sorted(pages, key=lambda page: (page.order, same(page.title), page.slug))


def term_order(classroom: Classroom) -> dict[str, int]:
    """Return the place of each term in the year."""
    terms = sorted(classroom.terms, key=lambda term: (term.start, term.end))
    return {term.id: place for place, term in enumerate(terms)}
