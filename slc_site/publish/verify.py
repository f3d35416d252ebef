"""Looks at the published site from outside: does what was built answer there, and nothing else?

Not every file is asked for: of each sort, some that lie far apart. What must not be seen is asked for first.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from slc_site.publish.local import File
from slc_site.publish.visitor import Answer

_HOME, _GUARD = "index.html", ".htaccess"
_SAMPLE = 25
"""So many files of each sort are asked for."""
_AT_ONCE = 6
"""Questions at a time, as many as a browser has."""
_GONE = frozenset({403, 404, 410})
"""What a host says of what it does not show."""
_SHUT = frozenset({401, 403})
"""What it says to who has no password."""

_MUST_FIT = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml"})
"""Types without which a browser shows no page."""

Ask = Callable[[str], Answer]
"""Asks for a path in the site; raises `HostError`."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a visitor must find, and must not."""

    files: Mapping[str, File]
    """The whole site, by paths in it."""
    gone: Collection[str] = ()
    """Paths of what was published once and is not any more."""
    never: Collection[str] = ()
    """Paths that must not lead to anything: those of originals."""
    private: Collection[str] = ()
    """Paths at which the class's own files would stand if more than the site had been uploaded."""
    kind_of: Callable[[str], str] = lambda name: ""
    """The type that the host must say a file is; empty: any."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be."""

    name: str
    message: str
    hint: str = ""
    is_leak: bool = False
    """Somebody can see what they must not."""
    is_wrong: bool = True
    """Families notice it, or will; else it is only worth knowing."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look from outside came to."""

    asked: int
    """For so many paths."""
    findings: tuple[Finding, ...]


def verify(ask: Ask, expected: Expected, *, all_files: bool = False) -> Verified:
    """Look at a site from outside.

    Raises:
        HostError: nobody answers, or not the right one.
    """
    return _Look(ask, expected, None if all_files else _SAMPLE).result()


class _Look:
    def __init__(self, ask: Ask, expected: Expected, most: int | None) -> None:
        self._ask = ask
        self._expected = expected
        self._most = most
        self._guards = tuple(
            name.removesuffix(_GUARD) for name in expected.files if name.rpartition("/")[2] == _GUARD
        )
        self._nothing: Answer | None = None

    def result(self) -> Verified:
        """Ask, and return what is amiss, the worst first."""
        self._nothing = self._ask(f"{secrets.token_hex(8)}.html")
        guarded = [name for name in self._expected.files if self._is_guarded(name)]
        openly = [name for name in self._expected.files if not self._is_guarded(name)]
        questions: list[tuple[str, Callable[[str, Answer], Iterator[Finding]]]] = []
        questions += [(name, self._shut) for name in self._some(guarded)]
        gone = sorted(set(self._expected.gone) - self._expected.files.keys())
        questions += [(name, self._away) for name in self._some(gone)]
        never = sorted(set(self._expected.never) - self._expected.files.keys())
        questions += [(name, self._original) for name in self._some(never)]
        # Each of these: there are few, and one of them may be the keys.
        questions += [(name, self._private) for name in self._expected.private]
        questions += [(name, self._as_built) for name in self._spread(openly)]
        questions += [(name, self._unlisted) for name in self._folders(openly)]
        findings = list(self._soft_answers())
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="slc-verify") as pool:
            answers = pool.map(self._ask, [name for name, _ in questions])
            for (name, judge), answer in zip(questions, answers, strict=True):
                findings += judge(name, answer)
        return Verified(len(questions) + 1, tuple(sorted(findings, key=lambda one: not one.is_leak)))

    # -- for what is asked -----------------------------------------------------------------------------

    def _is_guarded(self, name: str) -> bool:
        return name.rpartition("/")[2].startswith(".ht") or any(name.startswith(one) for one in self._guards)

    def _some(self, names: Sequence[str]) -> Sequence[str]:
        """Return some of these, as far apart as can be."""
        if self._most is None or len(names) <= self._most:
            return names
        return [names[place * len(names) // self._most] for place in range(self._most)]

    def _spread(self, names: Sequence[str]) -> Iterator[str]:
        """Yield the home page and some of each sort of file."""
        sorts: dict[str, list[str]] = {}
        for name in sorted(names):
            top = name.partition("/")[0] if "/" in name else ""
            sorts.setdefault(f"{top}.{name.rpartition('.')[2]}", []).append(name)
        picked = {name for some in sorts.values() for name in self._some(some)}
        yield from sorted(picked | ({_HOME} & set(names)))

    def _folders(self, names: Sequence[str]) -> Sequence[str]:
        """Return a folder that has no page of its own, if there is one: a host may list what is in there."""
        folders = {name.rpartition("/")[0] + "/" for name in names if "/" in name}
        bare = sorted(folder for folder in folders if f"{folder}{_HOME}" not in self._expected.files)
        return bare[:1]

    # -- what is said of the answers -------------------------------------------------------------------

    def _is_nothing(self, answer: Answer) -> bool:
        """Is it what the host says of what is not there?"""
        return answer.status in _GONE or (
            self._nothing is not None
            and self._nothing.status == answer.status
            and self._nothing.body == answer.body
        )

    def _soft_answers(self) -> Iterator[Finding]:
        if self._nothing is not None and self._nothing.status not in _GONE:
            yield Finding(
                "",
                f"For a page that is not there, the host answers {self._nothing.status} and not 404.",
                "Search engines take that for a page. Ask whoever looks after the web space.",
                is_wrong=False,
            )

    def _shut(self, name: str, answer: Answer) -> Iterator[Finding]:
        if name.rpartition("/")[2].startswith(".ht") and self._is_nothing(answer):
            return
        if answer.status not in _SHUT:
            yield Finding(
                name,
                f"The host asks for no password here: it answers {answer.status}.",
                "It does not obey .htaccess. Build again without --htaccess, publish at once, then verify.",
                is_leak=answer.status == 200,
            )

    def _away(self, name: str, answer: Answer) -> Iterator[Finding]:
        if not self._is_nothing(answer):
            yield Finding(
                name,
                "This was taken away, and can still be seen.",
                "A cache of the host may keep it for some hours: verify again tomorrow, or delete it there.",
                is_leak=True,
            )

    def _original(self, name: str, answer: Answer) -> Iterator[Finding]:
        if not self._is_nothing(answer):
            yield Finding(
                name,
                "An original file stands there, as it came from the camera or the child.",
                "slc never puts it there: delete it at the host, and look how it got there.",
                is_leak=True,
            )

    def _private(self, name: str, answer: Answer) -> Iterator[Finding]:
        if not self._is_nothing(answer):
            yield Finding(
                name,
                "A file of the class's own folder stands there, which is for you alone.",
                "Delete it at the host, and look what else of the folder is there: only output may be. "
                "If .slc was there, make new codes: slc codes rotate all",
                is_leak=True,
            )

    def _as_built(self, name: str, answer: Answer) -> Iterator[Finding]:
        if answer.status in (401, 403):
            yield Finding(
                name,
                f"The host does not show this: it answers {answer.status}.",
                "Something there asks for a password, or the file may not be read.",
            )
        elif answer.status != 200 or self._is_nothing(answer):
            yield Finding(name, "This is not there.", "Publish again: slc publish --look")
        elif hashlib.sha256(answer.body).digest() != self._expected.files[name].digest:
            yield Finding(
                name,
                "There is something else than was built.",
                "Has it been published? If so, a cache may be late, or the host changes what it is given.",
            )
        else:
            yield from self._said_to_be(name, answer)

    def _said_to_be(self, name: str, answer: Answer) -> Iterator[Finding]:
        wanted = self._expected.kind_of(name)
        if not wanted or answer.kind == wanted:
            return
        scripts = {"text/javascript", "application/javascript", "application/x-javascript"}
        if {wanted, answer.kind} <= scripts or {wanted, answer.kind} <= {"application/xml", "text/xml"}:
            return
        if wanted.split("/")[0] in ("audio", "video") and answer.kind.split("/")[0] in ("audio", "video"):
            return
        said = f"{answer.kind or 'nothing'} and not {wanted}"
        yield Finding(
            name,
            f"The host says that this is {said}.",
            "Browsers may refuse to show it. Ask whoever looks after the web space.",
            is_wrong=wanted in _MUST_FIT,
        )

    def _unlisted(self, name: str, answer: Answer) -> Iterator[Finding]:
        if answer.status != 200 or self._is_nothing(answer):
            return
        inside = [one.removeprefix(name) for one in self._expected.files if one.startswith(name)]
        if sum(one.partition("/")[0].encode() in answer.body for one in inside) > len(inside) / 2:
            yield Finding(
                name,
                "The host lists what lies in this folder.",
                "Ask whoever looks after the web space to switch that off (Apache: Options -Indexes).",
                is_wrong=False,
            )
