"""The kinds of paper that are issued about a household."""

from typing import Final

from resettle_desktop.office.rules import Role
from resettle_desktop.printing.rules import paper_kind

RELOCATION_CERTIFICATE: Final = paper_kind(
    "relocation_certificate",
    "搬迁安置证明",
    series="relocation_certificate",
    mark="搬证字",
    needs=(Role.HOUSEHOLD_CLERK, Role.HEAD),
    code=1,
    sealed=True,
)
"""搬迁安置证明: what a household is, where it came from and where it lives (relocation.md §5)."""

REGISTER_EXTRACT: Final = paper_kind(
    "register_extract",
    "一户一档摘要",
    series="register_extract",
    mark="档摘字",
    needs=(Role.HOUSEHOLD_CLERK, Role.HEAD),
)
"""一户一档摘要: an extract of our own register, as of a day; no hukou document (relocation.md §0, fact 5)."""

CORRECTION_SLIP: Final = paper_kind(
    "correction_slip",
    "更正单",
    series="correction_slip",
    mark="更正字",
    needs=(Role.HOUSEHOLD_CLERK, Role.HEAD),
)
"""更正单: what was put right in somebody's record, before and after, signed by him; one copy for the file."""
