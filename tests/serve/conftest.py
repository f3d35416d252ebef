"""A class that is being served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.sitting import Sitting, sitting, write_class


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Sitting]:
    """Serve the smallest class, built once, until the test ends."""
    with sitting(write_class(tmp_path)) as running:
        yield running
