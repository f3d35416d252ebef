"""`python -m slc_site`: the same as `slc`."""

from __future__ import annotations

import sys

from slc_site.cli import main

if __name__ == "__main__":
    sys.exit(main())
