"""The composition root: file, worker, press, window and pages put together; nothing here is a subject's.

    from resettle_desktop.app.counter import Counter
    counter = Counter(folder, theme, settings, second_home=...)
    counter.begin()

The window and the sign-in box come first; SQLAlchemy and every subject are imported on the worker while the
clerk types the password.
"""
