"""All certificates of a list in one go: from the list by its key, through 开具, to the folder."""

from pathlib import Path

from resettle_desktop.households.pages.certificate_batch_page import CertificateBatchPage, batch_key
from resettle_desktop.households.pages.households_page import HouseholdsPage
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE
from resettle_desktop.printing import queries
from resettle_desktop.printing.rules import PaperStage
from resettle_desktop.printing.rules.batches import LineState
from tests.households.keyboard import Keyboard
from tests.households.town import Town, member
from tests.kit.screen import Screen


def test_the_list_goes_to_the_batch_in_its_order_and_each_household_gets_its_paper(
    town: Town, screen: Screen, tmp_path: Path
) -> None:
    first = town.register(room="3-2-501")
    second = town.register(member("李改花", "02", "19700512", 12))
    page = HouseholdsPage(screen.context)
    screen.open(page)
    page.table.setFocus()
    Keyboard(screen).press("Ctrl+B")
    ((name, key),) = screen.opened
    assert name == CertificateBatchPage.name
    assert key == batch_key(page.model.ids)
    screen.close()
    batch = CertificateBatchPage(screen.context)
    screen.open(batch, key)
    batch.folder.setText(str(tmp_path))
    assert [line.uid for line in batch.lines] == [first, second]
    batch.do_verb()
    screen.qtbot.waitUntil(lambda: batch.running is None)
    assert {line.state for line in batch.lines} == {LineState.SENT}
    batch.do_verb()
    screen.qtbot.waitUntil(lambda: batch.running is None)
    rows = town.desk.ask(queries.issued_papers, (RELOCATION_CERTIFICATE.name,))
    assert {row.stage for row in rows} <= {PaperStage.PRINTED, PaperStage.TO_SEAL}
    assert {row.subject_uid for row in rows} == {first, second}
    assert len(list(tmp_path.glob("*.pdf"))) == 2
