"""Writes `constraints.txt` from what is installed; run by the environment's own Python."""

from __future__ import annotations

import re
from importlib.metadata import distributions

from tools.setup.environment import CONSTRAINTS

_HEAD = """\
# The version of each package that all tests last passed with: what `make` installs.
# Written by `make pins`. pyproject.toml says what the program can live with.
"""
_NOT_OURS = {"slc-site", "pip", "setuptools", "wheel"}


def main() -> None:
    """Write every installed package with its version, by name."""
    found = {re.sub(r"[-_.]+", "-", dist.metadata["Name"]).lower(): dist.version for dist in distributions()}
    lines = [f"{name}=={version}\n" for name, version in sorted(found.items()) if name not in _NOT_OURS]
    CONSTRAINTS.write_text(_HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
