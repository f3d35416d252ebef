"""What keeps somebody from using a page, as far as axe can tell."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def barriers(page: Page, within: str | None = None) -> list[str]:
    """Return what axe finds on a page as it is now, a line for each place: the rule, the element, what to do.

    `within` is a CSS selector: only what lies in there is looked at.
    """
    found = Axe().run(page, context=within).response["violations"]
    return [
        f"{rule['id']}: {node['html']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]
