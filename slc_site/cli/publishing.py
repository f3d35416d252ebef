"""`slc publish`: bring what was built to where families look at it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from slc_site.cli import INTERRUPTED
from slc_site.cli.asking import can_ask
from slc_site.cli.publish_where import address_meant, refuse_where_it_may_not_be
from slc_site.cli.session import Session, common_options, current_session
from slc_site.problems import Problem, RecordingReporter, Severity

if TYPE_CHECKING:
    from slc_site.build.site import Site
    from slc_site.publish.host import HostError
    from slc_site.publish.outcome import Outcome
    from slc_site.publish.plan import Plan
    from slc_site.publish.targets import Address

_NOTHING = "Nothing was published. What stands there is as it was."


@click.command()
@click.argument("target", required=False)
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--yes", is_flag=True, help="Do it without asking whether to.")
@click.option(
    "--yes-delete",
    "allowed",
    metavar="N",
    type=click.IntRange(0),
    default=0,
    help="Delete up to so many files there, even if that is more than a tenth of the site.",
)
@click.option("--adopt", is_flag=True, help="Replace files there that somebody else may have put there.")
@click.option("--look", is_flag=True, help="Look at every file there, also if that was done within a day.")
@click.option(
    "--insecure", is_flag=True, help="Publish by FTP or plain WebDAV, where passwords can be read on the way."
)
@common_options
@current_session
@click.pass_context
def publish(
    context: click.Context,
    session: Session,
    target: str | None,
    dry_run: bool,
    yes: bool,
    allowed: int,
    adopt: bool,
    look: bool,
    insecure: bool,
) -> None:
    """Bring the site to your web space.

    TARGET is a folder, an address, or a name that stands below publish in content/class.yml. Without it:
    the one place that is named there. Ways to publish: a folder, zip:FILE, sftp, ftps, webdavs, s3 and git.

    What is new in content is built first. Then you see what would change there, and are asked. Only what
    is new or changed is sent, each file whole or not at all, and pages after their pictures. After a line
    that broke, publish again: what has arrived is not sent again. Files there that are not from slc stay.

    Leave passwords out of addresses. You are asked for them, or they come from the keyring of this computer,
    or from SLC_PASSWORD.

    \b
    Example:
      slc publish ../upload
      slc publish sftp://room12@host.example/public_html --dry-run
      slc publish school --yes
      slc publish zip:../room-12.zip
    """
    site = session.site()
    address = address_meant(site, target)
    refuse_where_it_may_not_be(site, address, insecure)
    from slc_site.build.lock import publish_lock
    from slc_site.build.trouble import OutputError
    from slc_site.publish.host import HostError

    wish = _Wish(dry_run, yes, allowed, adopt, look)
    try:
        with publish_lock(site.state):
            if not _is_built(session, site):
                context.exit(session.end(_NOTHING, None))
            context.exit(_publish(session, site, address, wish))
    except OutputError as error:
        session.reporter.report(error.problem)
    except HostError as error:
        session.reporter.report(_problem(error))
    context.exit(session.end(_NOTHING, None))


class _Wish(Struct, frozen=True):
    """What was asked for, as the options say."""

    dry_run: bool
    yes: bool
    allowed: int
    adopt: bool
    look: bool


# -- what ---------------------------------------------------------------------------------------------------


def _is_built(session: Session, site: Site) -> bool:
    """See to it that output is what a build makes of the class as it is now; False, with reasons reported."""
    from slc_site.build import standing

    if standing.is_of_now(site):
        return True
    if standing.lets_the_host_ask(site):
        session.reporter.report(
            Problem(
                "Something has changed since the site was built with --htaccess.",
                hint="Build it again with --htaccess and the folder at the host, then publish.",
                code="publish-stale",
            )
        )
        return False
    from slc_site.build import pipeline

    heard = RecordingReporter()
    with session.progress() as progress, pipeline.Builder(site, progress=progress) as builder:
        built = builder.build(heard)
    if built is None:
        for problem in heard.problems:
            session.reporter.report(problem)
        return False
    if errors := heard.count(Severity.ERROR):
        message = f"The build left out {errors} thing{'s' if errors > 1 else ''}."
        hint = "See what, and why: slc build"
        session.reporter.report(
            Problem(message, hint=hint, severity=Severity.WARNING, code="publish-left-out")
        )
    return True


# -- doing it ----------------------------------------------------------------------------------------------


def _publish(session: Session, site: Site, address: Address, wish: _Wish) -> int:
    """Publish what was built; return the exit status.

    Raises:
        HostError: nothing was done.
    """
    from slc_site.cli.sending import Asks, shown_progress
    from slc_site.publish import words
    from slc_site.publish.publisher import Publisher
    from slc_site.publish.state import State
    from slc_site.publish.targets import opener

    state = State(site.state / "publish")
    silent = session.quiet or session.json
    if address.kind.in_clear:
        _warn(session, f"By {address.scheme}, everybody on the way can read the password and what is sent.")
    open_line = opener(address, Asks(silent=session.json), state.folder)
    with (
        closing(shown_progress(silent=silent)) as progress,
        Publisher(
            site.output, open_line, address.kind, state, state.of(address.shown), progress=progress
        ) as publisher,
    ):
        plan = publisher.plan(look=wish.look)
        progress.close()
        said = words.planned(plan, address.shown)
        if wish.dry_run or plan.is_nothing:
            return session.end(said, _told(address, plan, None))
        session.screen.say(said)
        refusal = _refusal(session, plan, wish)
        if refusal:
            session.reporter.report(refusal)
            return session.end(_NOTHING, None)
        if not wish.yes and not click.confirm("Publish?", default=not plan.removed, err=True):
            return session.end(_NOTHING, _told(address, plan, None))
        outcome = publisher.carry_out(plan)
        progress.close()
    if outcome.is_complete:
        from slc_site.publish.gone import remember

        remember(state.folder, plan.removed, (*plan.same, *plan.sent))
    return _end(session, site, address, plan, outcome)


def _warn(session: Session, message: str) -> None:
    """Warn at once, so that it is heard before a password is typed."""
    problem = Problem(message, severity=Severity.WARNING, code="publish-in-clear")
    if session.json:
        session.reporter.report(problem)
    else:
        session.screen.problem(problem)


def _may_ask(session: Session, wish: _Wish) -> bool:
    return can_ask() and not wish.yes and not session.json


def _refusal(session: Session, plan: Plan, wish: _Wish) -> Problem | None:
    """Return why a plan is not carried out as it is; None: it may be."""
    from slc_site.publish import words

    if plan.deletes_too_many(wish.allowed):
        count = len(plan.removed)
        return Problem(
            f"{count:,} of the {plan.ours:,} files of slc there would be deleted.",
            hint=f"Is this the right place, and the right class? If so, add --yes-delete {count}.",
            code="publish-deletes",
        )
    if plan.in_the_way and not wish.adopt:
        if _may_ask(session, wish) and click.confirm("Replace what stands there?", default=False, err=True):
            return None
        return Problem(
            f"Nobody knows who put this there: {words.some(plan.in_the_way)}.",
            hint="If it may be replaced, add --adopt. If not, publish to another folder.",
            code="publish-in-the-way",
        )
    if not wish.yes and not _may_ask(session, wish):
        return Problem(
            "Nobody is here to be asked whether to.",
            hint="Look at it with --dry-run, then add --yes.",
            code="publish-unasked",
        )
    return None


def _end(session: Session, site: Site, address: Address, plan: Plan, outcome: Outcome) -> int:
    """Say what has become of a plan, and how it looks from outside; return the exit status."""
    from slc_site.publish import words

    told = {(failure.message, failure.hint) for failure in outcome.failures}
    for message, names in words.reasons((one.name, one.message) for one in outcome.failures):
        hint = next(hint for text, hint in told if text == message)
        session.reporter.report(
            Problem(f"{words.some(names)}: {message}", hint=hint or None, code="publish-refused")
        )
    if outcome.error is not None and (outcome.error.message, outcome.error.hint) not in told:
        session.reporter.report(_problem(outcome.error))
    said = words.came_to(outcome, plan, address.shown)
    if outcome.is_complete and (seen := _seen_from_outside(session, site, address)):
        said = f"{said}\n{seen}"
    status = session.end(said, _told(address, plan, outcome))
    return status if outcome.is_complete else INTERRUPTED if outcome.was_stopped else 1


def _seen_from_outside(session: Session, site: Site, address: Address) -> str:
    """Look at the site as families will, if it is known where it stands; return what that came to."""
    from slc_site.cli.verify import looked, report, said_of, silent_library
    from slc_site.publish.host import HostError

    library = silent_library(site)
    if library is None or not library.classroom.url:
        return ""
    if not address.kind.is_web:
        return f"When it stands at {library.classroom.url}: slc verify"
    try:
        found = looked(site, library, library.classroom.url)
    except HostError as error:
        message = f"It was published, and could not be looked at from outside. {error.message}"
        hint = error.hint or None
        session.reporter.report(Problem(message, hint=hint, severity=Severity.WARNING, code="verify"))
        return ""
    report(session, library.classroom.url, found)
    return said_of(library.classroom.url, found)


def _problem(error: HostError) -> Problem:
    return Problem(error.message, hint=error.hint or None, code="publish")


def _told(address: Address, plan: Plan, outcome: Outcome | None) -> dict[str, Any]:
    """Return plan and outcome as plain values, for `--json`."""
    result: dict[str, Any] = {"target": address.shown, "plan": asdict(plan), "is_published": plan.is_nothing}
    if outcome is not None:
        result["is_published"] = outcome.is_complete
        result["outcome"] = {
            "sent": outcome.sent,
            "bytes": outcome.size,
            "removed": outcome.removed,
            "unsent": outcome.unsent,
            "left": outcome.left,
        }
    return result
