"""The last look at what would leave the teacher's machine: may it?"""

from __future__ import annotations

from slc_site.build.making import Making
from slc_site.build.proof import Proof
from slc_site.problems import Reporter
from slc_site.share.names import names_without_consent
from slc_site.share.party import names_in_invitations


def refused(made: Making, proof: Proof, reporter: Reporter, *, has_invitations: bool) -> bool:
    """Report what must not leave, and what might better not; return whether nothing may.

    Args:
        made: All its files have been handed out.
        proof: Looks at finished pictures and recordings.
        reporter: Hears of it.
        has_invitations: Whether there are pages that invite to parties.
    """
    seen = made.published.library
    published = {student.slug for student in seen.students}
    hidden = [s for s in made.library.students if s.slug not in published and not s.consent.publish]
    for problem in names_without_consent(hidden, seen.posts):
        reporter.report(problem)
    asked = {one.slug for one in seen.conferences if one.party is not None and has_invitations}
    invitations = (one for one in made.library.conferences if one.slug in asked)
    for problem in names_in_invitations(made.library.students, invitations):
        reporter.report(problem)
    refusals = [*made.guard.problems, *(made.locked.refusals if made.locked else ())]
    refusals += proof.telling(made.media)
    for problem in refusals:
        reporter.report(problem)
    return bool(refusals)
