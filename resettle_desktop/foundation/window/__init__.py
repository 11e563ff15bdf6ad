"""The window: navigation left, page right, search on top. It knows no subject.

``app`` gives it page specs, a maker of the desk's context and a search provider:

    window = Window(theme, "易地搬迁社区服务台")
    window.show_gate(sign_in)
    window.enter_desk(DeskPlan(pages=PAGES, make_context=..., search=..., home="matters.desk", ...))
"""

from resettle_desktop.foundation.window.found import FoundColumn, FoundRow, SearchProvider
from resettle_desktop.foundation.window.plan import DeskPlan
from resettle_desktop.foundation.window.window import Window

__all__ = ["DeskPlan", "FoundColumn", "FoundRow", "SearchProvider", "Window"]
