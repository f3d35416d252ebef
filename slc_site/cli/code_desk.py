"""A class and its ring, as the commands of `slc codes` need them: read, changed and kept, and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from slc_site.cli.session import MisuseError, Session

if TYPE_CHECKING:
    from slc_site.build.site import Site
    from slc_site.cli.code_table import Way
    from slc_site.model.library import Library
    from slc_site.share.keyring import KeyRing

HERE = "in print"
"""Where cards go when nobody says where; no file's name."""
NO_ADDRESS = "There are no links, because the class has no address: write it as url: in content/class.yml."


class CodeDesk:
    """A class, and what is done to its ring: read, changed and kept under the lock of builds."""

    def __init__(self, context: click.Context, session: Session) -> None:
        """Read the class; what is wrong in it elsewhere is not for now."""
        self.has_begun = False
        """Were these the first codes?"""
        self._context = context
        self._session = session
        self.site: Site = session.site()
        self.library: Library = session.library("No code was changed.")

    # -- whom somebody means --------------------------------------------------------------------------

    def student(self, typed: str, ring: KeyRing | None = None) -> str:
        """Return the slug of a student of the class, who has a code if the ring is given."""
        slug = _found(typed, {student.slug: student.name for student in self.library.students})
        if ring is not None and not ring.knows(slug):
            raise MisuseError(f"{slug} has no code yet: type slc codes")
        return slug

    def gone(self, typed: str, ring: KeyRing) -> str:
        """Return whom of those on the ring, who are not in the class any more, somebody means."""
        from slc_site.share.keyring import known_as

        here = {known_as(student.slug) for student in self.library.students}
        gone = {slug: slug for slug in ring.students if slug not in here}
        if known_as(typed) in here:
            raise MisuseError(
                f"{typed} is in the class: there is a folder in content/students. "
                f"For a new code: slc codes rotate {typed}"
            )
        if not gone:
            raise MisuseError(
                f"There is no student {typed} who has left: every code is of a student in the class."
            )
        return _found(typed, gone)

    # -- the ring -------------------------------------------------------------------------------------

    def change(
        self,
        change: Callable[[KeyRing], KeyRing],
        *,
        of_any_class: bool = False,
        may_begin: bool = False,
        anew: bool = False,
    ) -> KeyRing:
        """Return the ring as `change` has made it of the one that was kept; now it is kept.

        With `may_begin`, a class without codes gets a ring; with `anew`, also one that has lost its own.
        """
        from slc_site.build.lock import build_lock
        from slc_site.build.trouble import OutputError, telling
        from slc_site.cli.code_paper import throw_away
        from slc_site.share import keyfile
        from slc_site.share.keyring import KeyRing

        try:
            with build_lock(self.site.state, waiting=_waiting), telling(".slc/keys"):
                kept = self._kept(of_any_class, anew)
                if kept is None and not may_begin:
                    raise MisuseError("There are no codes yet. Make them with: slc codes")
                self.has_begun = kept is None
                changed = change(kept or KeyRing.new()).with_stretched_codes()
                if changed == kept:
                    keyfile.keep_private(self.site.keys)
                else:
                    keyfile.save(changed, self.site.ring)
                    throw_away(self.site)
                return changed
        except OutputError as error:
            self._session.reporter.report(error.problem)
            self._stop()

    def _kept(self, of_any_class: bool, anew: bool) -> KeyRing | None:
        """Return the ring of the class, None if it has none; end if it has one that cannot be used."""
        from slc_site.problems import RecordingReporter, Severity
        from slc_site.render.urls import DOORS
        from slc_site.share.lookup import read_ring, ring_for

        heard = RecordingReporter()
        has_locks = (self.site.output / DOORS).exists() and not anew
        if of_any_class:
            ring = read_ring(self.site.ring, has_locks, heard)
        else:
            slugs = [student.slug for student in self.library.students]
            ring = ring_for(self.site.ring, slugs, has_locks, heard)
        errors = [problem for problem in heard.problems if problem.severity is Severity.ERROR]
        for problem in errors:
            self._session.reporter.report(problem)
        if errors:
            self._stop()
        if ring is not None and anew:
            raise MisuseError("The codes are not lost. New ones for everybody: slc codes rotate all")
        return ring

    def report_mismatches(self, ring: KeyRing) -> None:
        """Warn of codes that nobody needs."""
        from slc_site.share.lookup import mismatches

        for problem in mismatches(ring, [student.slug for student in self.library.students]):
            self._session.reporter.report(problem)

    # -- the end --------------------------------------------------------------------------------------

    def ways(self, ring: KeyRing, wanted: Callable[[Way], bool] = lambda _: True) -> tuple[Way, ...]:
        """Return all codes, or those that are wanted."""
        from slc_site.cli.code_table import ways

        return tuple(filter(wanted, ways(ring, self.library)))

    def table(self, shown: Sequence[Way]) -> str:
        """Return the codes as lines to be shown."""
        from slc_site.cli.code_table import table

        return table(shown)

    def end_with_new_codes(
        self, change: Callable[[KeyRing], KeyRing], then: str, *, of_any_class: bool = False
    ) -> NoReturn:
        """Change the ring, show the codes that are new, and end."""
        before: set[int] = set()

        def noting(ring: KeyRing) -> KeyRing:
            before.update(door.code.door for door in ring.doors)
            return change(ring)

        ring = self.change(noting, of_any_class=of_any_class)
        new = self.ways(ring, lambda way: way.code.door not in before)
        self.end([self.table(new), then], new)

    def print_cards(
        self,
        shown: Iterable[Way],
        wanted: str,
        *,
        open_it: bool,
        size: str | None = None,
        as_html: bool = False,
    ) -> Path:
        """Make cards for the families, and return where they are, as somebody would type it.

        `wanted` is what was typed for a file; `HERE` is our own place.
        """
        from slc_site.build.trouble import OutputError
        from slc_site.cli.code_paper import keep_here, keep_there, page_of

        page = page_of(self._session, self.site, self.library, shown, size)
        try:
            if wanted == HERE:
                kept = keep_here(self.site, self._session, page, as_html=as_html)
                file = self._session.base / kept.relative_to(self.site.root)
            else:
                file = keep_there(self.site, self._session, page, Path(wanted))
        except OutputError as error:
            self._session.reporter.report(error.problem)
            self._stop("The codes are kept, but there are no cards.")
        if open_it:
            import webbrowser

            webbrowser.open(file.resolve().as_uri())
        return file

    def end(self, lines: Sequence[str], shown: Iterable[Way], **more: object) -> NoReturn:
        """Say it, and end."""
        result = {"codes": [way.as_dict() for way in shown], **more}
        self._context.exit(self._session.end("\n\n".join(filter(None, lines)), result))

    def _stop(self, said: str = "No code was changed.") -> NoReturn:
        self._context.exit(self._session.end(said, None))


def _found(typed: str, known: dict[str, str]) -> str:
    from slc_site.desk.find import find
    from slc_site.desk.refusal import RefusalError

    try:
        return find("student", typed, known)
    except RefusalError as refusal:
        raise MisuseError(str(refusal)) from refusal


def _waiting() -> None:
    click.echo("A build is running here; waiting for it.", err=True)
