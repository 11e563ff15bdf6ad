"""搬迁安置证明 for all households of a list, in one go."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.households.pages.certificate_page import CERTIFICATE
from resettle_desktop.households.queries import household_view, households_by_id
from resettle_desktop.printing.pages.batch_page import BatchPage
from resettle_desktop.printing.rules.batches import BatchLine

MOST: Final = 10_000
TOO_MANY: Final = "这份名单有{count}户，一次最多开{most}户，请先筛选"


def batch_key(ids: Sequence[int]) -> str:
    """The households of a list as the page's subject."""
    if len(ids) > MOST:
        raise Refusal(TOO_MANY.format(count=len(ids), most=MOST))
    return ",".join(map(str, ids))


class CertificateBatchPage(BatchPage):
    """Opened with ``batch_key`` of the households in their list's order, or with the uid of one."""

    name = "households.certificate_batch"
    title = "成批开搬迁安置证明"
    offer = CERTIFICATE

    @override
    def subjects(self) -> Callable[[Any], Sequence[BatchLine]]:
        keys = (self.subject_uid or "").split(",")
        return partial(lines_of, keys=keys, as_of=self.context.today())


def lines_of(session: Any, *, keys: Sequence[str], as_of: date) -> tuple[BatchLine, ...]:
    """The households of these keys or uids as lines of a batch."""
    ids = [int(key) if key.isdecimal() else household_view(session, key, as_of).id for key in keys if key]
    rows = households_by_id(session, ids=ids, as_of=as_of, known_at=None)
    return tuple(BatchLine(row.uid, f"{row.head_name}家 {row.number}") for row in rows)
