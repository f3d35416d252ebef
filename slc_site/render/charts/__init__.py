"""One child's own line over time, drawn when the site is built: no script, no style in the page.

Places are in percent of the picture, so that the same drawing fills 320 px and a wall while its words keep
their size. `scales` says where a value and a day stand, `labels` finds room for words, `drawing` puts it
together, `telling` says the same in sentences. Why our own: see `drawing`.
"""

from __future__ import annotations

from slc_site.render.charts.drawing import draw
from slc_site.render.charts.telling import Growth

__all__ = ["Growth", "draw"]
