"""A list of the register on paper or on a sheet: why numbers leave whole, and onto which printer."""

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.documents.list_paper import ListPaper, PaperColumn
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.foundation.ui.rows_model import shown_text
from resettle_desktop.foundation.values.clock import spoken_instant
from resettle_desktop.office.queries import office_row
from resettle_desktop.printing.pages.list_delivery import ListDelivery
from resettle_desktop.printing.pages.printers import SAVE

if TYPE_CHECKING:
    from resettle_desktop.foundation.database.store import Store
    from resettle_desktop.households.pages.register_list import RegisterListPage

REASONS: Final = ("报上级", "核对户口", "发放补助")
"""Why numbers and telephones leave the office unmasked."""
MOST_PRINTED: Final = 5_000
MOST_EXPORTED: Final = 100_000
NOT_SENT: Final = ("没有送到打印机", "名册没有打出来", "请检查打印机是否开机、连好，再打印一次")


class Handout:
    """Hands a list page's lines out; what cannot be handed out is told on the page."""

    def __init__(self, page: "RegisterListPage[Any]") -> None:
        self._page = page
        self._delivery = ListDelivery(page, NOT_SENT)

    def ask(self, kind: AccessKind) -> None:
        """Ask whether numbers leave whole, and why; then, where there are printers, where to."""
        what = "打印名册" if kind is AccessKind.PRINTED else "导出表格"
        whole = (Answer(f"写全：{why}", partial(self._ask_where, kind, why)) for why in REASONS)
        masked = Answer("遮住中间几位", partial(self._ask_where, kind, ""))
        self._page.ask_here(f"{what}：号码和电话要写全吗？", *whole, masked, Answer("先不做"))

    def _ask_where(self, kind: AccessKind, reason: str) -> None:
        if kind is AccessKind.EXPORTED:
            self.hand_out(kind, reason)
        else:
            self._delivery.ask(partial(self.hand_out, kind, reason))

    def hand_out(self, kind: AccessKind, reason: str, printer: str = SAVE) -> None:
        """Send the list to a printer or put it into the clerk's folder; who asked and why is noted before."""
        page, actor = self._page, self._page.context.actor
        ids, counted, most = page.ids_question(), page.counted, MOST_PRINTED
        columns, lines = tuple(one for one in page.columns if one.on_paper), page.rows_question
        if kind is AccessKind.EXPORTED:
            columns, lines, most = tuple(page.sheet_columns()), page.sheet_question, MOST_EXPORTED
        about, name, title = page.told(), page.name, type(page).title

        def take(store: "Store") -> ListPaper:
            with store.reading() as session:
                keys = ids(session)
                if len(keys) > most:
                    raise Refusal(f"这份名册有{len(keys)}{counted}，一次最多{most}{counted}，请先筛选")
                rows = lines(keys)(session)
                practice = office_row(session).practice
            store.note_access(actor, kind, "list", name, f"{about}，{len(rows)}{counted}", reason=reason)
            cells = tuple(
                tuple(
                    column.whole(row) if column.whole and reason else shown_text(column, row)
                    for column in columns
                )
                for row in rows
            )
            made = f"共{len(rows)}{counted}　{actor.name}　{spoken_instant(store.now())}"
            head = tuple(PaperColumn(one.title, one.width, one.right) for one in columns)
            return ListPaper(title, about, made, head, cells, practice=practice)

        page.context.worker.errand(
            take, partial(self._deliver, kind, printer), owner=page, failed=self._delivery.failed
        )

    def _deliver(self, kind: AccessKind, printer: str, paper: ListPaper) -> None:
        self._delivery.deliver(paper, printer, "pdf" if kind is AccessKind.PRINTED else "xlsx")
