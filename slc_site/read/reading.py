"""A file on disk, read and held against its shape."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from msgspec import Struct

from slc_site.problems import Reporter
from slc_site.read import document
from slc_site.read.disk import File, read_bytes
from slc_site.read.document import Form
from slc_site.read.shapes import Shape, names_of
from slc_site.read.sheet import Sheet, check
from slc_site.read.told import FileReporter

S = TypeVar("S", bound=Shape)


class Reader(Struct, frozen=True):
    """What every part of this room needs: somebody to tell, and what day it is."""

    reporter: Reporter
    today: date
    """A day more than a year after it is a slip."""

    def sheet(self, file: File, form: Form, shape: type[S]) -> Sheet[S] | None:
        """Read a file; None when it has to be left out, which was reported."""
        data = read_bytes(file, self.reporter)
        if data is None:
            return None
        reporter = FileReporter(self.reporter, file.label)
        found = document.read(data, file.label, form, frozenset(names_of(shape)), reporter)
        return None if found is None else check(found, shape, reporter, self.today)
