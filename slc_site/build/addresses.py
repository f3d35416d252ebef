"""Where a child's portfolio is found on the web: its page, the door that asks for a code, or nowhere."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from slc_site.build.site import Site
from slc_site.model.classroom import Student
from slc_site.model.library import Library
from slc_site.render import urls
from slc_site.share.access import PUBLIC, narrow


class Addresses(Struct, frozen=True, dict=True):
    """The addresses of a class, as its content and its codes are now."""

    site: Site
    library: Library
    """Everything."""

    def of(self, student: Student) -> str:
        """Return the address of a child's portfolio; empty where nothing of the child is on the web."""
        url = self.library.classroom.url
        if not url or not student.consent.publish:
            return ""
        if student.slug in self._public:
            return url + urls.student_folder(student.slug)
        return url + urls.DOOR.removesuffix("index.html") if self.site.ring.is_file() else ""

    @cached_property
    def _public(self) -> frozenset[str]:
        """Children of whom anybody finds something there."""
        return frozenset(student.slug for student in narrow(self.library, PUBLIC).library.students)
