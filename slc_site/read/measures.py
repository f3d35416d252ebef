"""Data over time: which files hold it, and who may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from slc_site.model.audience import Audience
from slc_site.model.classroom import Better, Classroom, MeasureSpec
from slc_site.model.measure import Measure, Reading
from slc_site.model.origin import Origin
from slc_site.problems import Problem, Severity, did_you_mean
from slc_site.read.decoding import decode
from slc_site.read.disk import File, Folder, read_bytes, same
from slc_site.read.listing import report_folders
from slc_site.read.names import Names
from slc_site.read.reading import Reader
from slc_site.read.table import Table
from slc_site.read.told import FileReporter
from slc_site.read.unreadable import UnreadableError

MAX_TABLE = 5_000_000
"""In bytes: the readings of a whole school over some years."""


def read_measures(
    content: Folder, classroom: Classroom, students: Names, audiences: Mapping[str, Audience], reader: Reader
) -> list[Measure]:
    """Read the class's measures, in its order.

    `audiences` says by student who may see measures of them; where students differ, a measure is there once
    for each audience.
    """
    folder = content.enter("measures", reader.reporter)
    report_folders(folder, reader.reporter)
    files = {same(name): file for name, file in folder.files.items()}
    used = {same(spec.file) for spec in classroom.measures}
    for name, file in files.items():
        if name not in used:
            message = "This file is not used: no measure in class.yml names it."
            hint = f"Add `{{id: {file.stem}, title: …, file: {file.name}}}` to `measures` in class.yml."
            _warn(message, hint, file.label, None, reader)
    measures: list[Measure] = []
    for spec in classroom.measures:
        found = files.get(same(spec.file))
        if found is None:
            message = f"There is no file `{spec.file}` for the measure `{spec.id}`."
            hint = did_you_mean(spec.file, folder.files) or f"Put it into {folder.label}."
            _warn(message, hint, classroom.origin.file, "measures", reader)
        else:
            measures.extend(_measures(spec, found, students, audiences, reader))
    return measures


def _measures(
    spec: MeasureSpec, file: File, students: Names, audiences: Mapping[str, Audience], reader: Reader
) -> Iterator[Measure]:
    data = read_bytes(file, reader.reporter, MAX_TABLE, "Leave out the children who are not in this class.")
    if data is None:
        return
    reporter = FileReporter(reader.reporter, file.label)
    try:
        text = decode(data, file.label, reporter)
    except UnreadableError as error:
        reporter.report(error.problem)
        return
    readings = Table(file.label, students, reader.today, reporter, spec.dates).readings(text)
    readings.sort(key=lambda reading: (reading.student, reading.date))
    if _leads_backwards(spec, readings):
        other = Better.LOWER if spec.better is Better.HIGHER else Better.HIGHER
        message = "Every target here lies behind the child's first value."
        hint = f"If {other.value} is better, write `better: {other.value}` to this measure in class.yml."
        _warn(message, hint, file.label, "target", reader, code="direction")
    by_audience: defaultdict[Audience, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_audience[audiences[reading.student]].append(reading)
    for audience, own in sorted(by_audience.items()):
        yield Measure(spec, Origin(file.label), tuple(own), audience)


def _leads_backwards(spec: MeasureSpec, readings: list[Reading]) -> bool:
    """Would every target be a step back? `readings` are by student and date."""
    first: dict[str, Decimal] = {}
    for reading in readings:
        first.setdefault(reading.student, reading.value)
    steps = [reading.target - first[reading.student] for reading in readings if reading.target is not None]
    return bool(steps) and all(step < 0 if spec.better is Better.HIGHER else step > 0 for step in steps)


def _warn(
    message: str, hint: str, file: str, key: str | None, reader: Reader, code: str = "no-such-thing"
) -> None:
    reader.reporter.report(Problem(message, file, None, key, hint, Severity.WARNING, code))
