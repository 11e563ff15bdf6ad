"""The mark of a method that takes the place of a base class's; the type checker holds it to that.

``typing.override`` came after Python 3.11, and the library that brings it would hold up the first paint.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

__all__ = ("override",)

Method = TypeVar("Method", bound=Callable[..., object])

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method: Method) -> Method:
        """Nothing at run time."""
        return method
