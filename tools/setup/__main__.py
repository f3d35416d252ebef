"""What the Makefile runs, for machines without `make` too: `python tools/setup test`.

Only the standard library is used in this folder: it runs before anything is installed. This file must
even be readable for Python 2, so that an old Python can say that it is old.
"""

import sys

OLDEST = (3, 11)


def main() -> None:
    """Look at the Python that runs this, then hand over to `commands`."""
    if sys.version_info < OLDEST:
        here = ".".join(map(str, sys.version_info[:2])) + " (" + str(sys.executable) + ")"
        sys.exit(
            "slc_site needs Python 3.11 or newer; this is Python " + here + ".\n"
            "Install a newer one from your system's packages or from python.org, then name it:\n"
            "    make site PYTHON=python3.12"
        )
    from pathlib import Path

    # Running a folder puts the folder itself first on the path; its modules are `tools.setup.…`.
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    from tools.setup.commands import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
