"""Screenshots of every kind of page, for our own eyes: `make shots`, then look into `.shots/`.

python -m tests.browser.shots            every kind of page of the sample class
python -m tests.browser.shots post goal  only these kinds
"""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
from pathlib import Path
from typing import get_args

from playwright.sync_api import sync_playwright

from tests.support import sitemap
from tests.support.sample import ROOT, build_sample
from tests.support.server import hosting
from tests.support.visits import QUIET, Scheme, visiting
from tools.setup import chromium

WIDTHS = (390, 820, 1280)
FOLDER = ROOT / ".shots"

_log = logging.getLogger(__name__)


def main(kinds: list[str]) -> None:
    """Build the sample class and take its pictures, up to two pages of a kind."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    (FOLDER / ".gitignore").write_text("*\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        site = build_sample(Path(temporary))
        found = chromium.find()
        browser = playwright.chromium.launch(executable_path=found and str(found), args=list(QUIET))
        with hosting(site) as host:
            for kind in kinds:
                for number, path in enumerate(sitemap.examples(site, kind, at_most=2), 1):
                    for width in WIDTHS:
                        for scheme in get_args(Scheme):
                            with visiting(browser, host.page(path), width=width, scheme=scheme) as visit:
                                file = FOLDER / f"{kind}-{number}-{width}-{scheme}.png"
                                visit.page.screenshot(path=file, full_page=True)
                    _log.info("%s %d: %s", kind, number, path)
        browser.close()
    _log.info("Look into %s", FOLDER)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main(sys.argv[1:] or list(sitemap.KINDS))
