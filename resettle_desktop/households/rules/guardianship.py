"""监护: who needs a guardian, and which members of a household are a child's parents by their relations.

民法典 17, 27: the parents of somebody under eighteen are his guardians. The register only asks for another
where they are not in the household; it is a hint, for a parent may live elsewhere.
"""

from collections.abc import Mapping
from typing import Final

from resettle_desktop.households.rules.circumstances import StatusKind
from resettle_desktop.households.rules.relations import (
    CHILDREN,
    DAUGHTERS,
    HEAD,
    PARENTS,
    PARENTS_IN_LAW,
    SONS,
    SPOUSES,
)

GROWN_UP: Final = 18
"""Whole years from which nobody needs a guardian for his age."""

AWAY: Final = (
    StatusKind.DEAD,
    StatusKind.DECLARED_DEAD,
    StatusKind.MISSING,
    StatusKind.IMPRISONED,
    StatusKind.EMIGRATED,
)
"""Whoever is in one of these looks after nobody."""

_SONS_PAIR: Final = SONS | {"38"}
_DAUGHTERS_PAIR: Final = DAUGHTERS | {"28"}

PARENTS_OF: Final[Mapping[str, frozenset[str]]] = {
    HEAD: PARENTS,
    **dict.fromkeys(SPOUSES, PARENTS_IN_LAW),
    **dict.fromkeys(CHILDREN, SPOUSES | {HEAD}),
    **dict.fromkeys(("41", "42"), _SONS_PAIR),
    **dict.fromkeys(("43", "44"), _DAUGHTERS_PAIR),
    **dict.fromkeys(("40", "49"), _SONS_PAIR | _DAUGHTERS_PAIR),
    **dict.fromkeys(("47", "48"), frozenset({"40", "41", "42", "43", "44", "45", "46", "49"})),
    **dict.fromkeys(("70", "71", "73", "75", "77", "79"), PARENTS),
    **dict.fromkeys(("93", "94"), frozenset({"70", "71", "72", "73", "74", "79"})),
    **dict.fromkeys(("95", "96"), frozenset({"70", "75", "76", "77", "78", "79"})),
    **dict.fromkeys(("91", "92"), frozenset(str(code) for code in range(81, 91))),
}
"""A member's relation to the head, and the relations in which his parents would stand.

A son of the head may be the uncle of a grandchild: the hint then stays away though it should not, which
costs less than one that cries over every grandchild.
"""

NO_GUARDIAN: Final = "未满18周岁，父母不在户内，还没有登记监护人"
GUARDIAN_AWAY: Final = "监护人{}已登记{}，要另定监护人"


def parents_of(relation: str) -> frozenset[str]:
    """The relations in which the parents of a member in this relation stand; none where it does not tell."""
    return PARENTS_OF.get(relation, frozenset())
