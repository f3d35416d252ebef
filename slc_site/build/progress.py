"""How a long piece of work tells how far it has come."""

from __future__ import annotations

from typing import Literal, Protocol

Work = Literal["text", "media"]
"""What takes its time: a text is converted, a picture or recording is made."""


class Progress(Protocol):
    """Whoever wants to know what is being done at the moment."""

    def step(self, name: str, total: int | None) -> None:
        """Begin a new step, such as "Pages"; `total` is how much there is to do, None when nobody knows."""
        ...

    def advance(self, count: int = 1) -> None:
        """Say that `count` more of the current step are done."""
        ...

    def took(self, what: Work, name: str, seconds: float) -> None:
        """Say how long one thing took; `name` is its file. Any thread may call."""
        ...


class SilentProgress:
    """Shows nothing."""

    def step(self, name: str, total: int | None) -> None:
        """Begin a step, unseen."""

    def advance(self, count: int = 1) -> None:
        """Go on, unseen."""

    def took(self, what: Work, name: str, seconds: float) -> None:
        """Take note of nothing."""
