"""Manuscripts to prose: hands each text to `workers`, which run `markup`, and says what is wrong with it.

Python-Markdown and nh3 may take forever over a text, or end the process that they run in. So this process
imports neither: it keeps other ones for that, and shows a text `plain` that did not come back.
"""

from slc_site.render.markup.targets import link_targets
from slc_site.render.prose.memory import CLASS_TEXTS, TextMemory
from slc_site.render.prose.scribe import Scribe

__all__ = ["CLASS_TEXTS", "Scribe", "TextMemory", "link_targets"]
