"""The window: navigation left, page right, search on top. It knows no subject.

``app`` shows the gate at once and brings the desk when somebody has signed in; its modules are imported by
by then, beside SQLAlchemy, and not before the first paint:

    from resettle_desktop.foundation.window.window import Window
    window = Window(theme, "易地搬迁社区服务台")
    window.show_gate(sign_in)
    ...
    from resettle_desktop.foundation.window.desk import Desk
    window.enter_desk(Desk(theme, DeskPlan(pages=PAGES, make_context=..., home="matters.desk", ...)))
"""
