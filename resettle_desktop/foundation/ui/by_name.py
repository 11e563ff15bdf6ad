"""Enumerated properties of Qt set by the name of their value.

The binding builds the whole namespace ``Qt`` with its hundred enumerations when any of it is mentioned first,
which takes as long as everything the sign-in box shows. What is made before the first paint names its values,
or mentions ``QtCore.Qt`` only where it runs later.
"""

from PySide6.QtCore import QObject


def set_by_name(target: QObject, name: str, value: str) -> None:
    """``set_by_name(area, "focusPolicy", "NoFocus")``. Raises AttributeError for a name Qt does not know."""
    if not target.setProperty(name, value):
        message = f"{type(target).__name__} takes no {value} as its {name}"
        raise AttributeError(message)
