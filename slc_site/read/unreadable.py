"""How one function of this room tells another that a file cannot be used."""

from __future__ import annotations

from slc_site.problems import Problem


class UnreadableError(Exception):
    """A file has to be left out; the problem says why.

    It is no `ValueError`: python-frontmatter takes one of those for "no front matter here" and goes on.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
