"""The code on a certificate is read by an independent reader, clear of the seal, and says what was signed."""

from dataclasses import replace
from io import BytesIO
from typing import Any, Final

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.signing import new_key_pair
from resettle_desktop.households.documents import draw_relocation_certificate
from resettle_desktop.households.documents.person_papers import draw_residence_certificate
from resettle_desktop.households.rules.counter_papers import RESIDENCE_CERTIFICATE
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE
from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.households.use_cases.person_papers import (
    PersonPaperDraft,
    issue_residence_certificate,
)
from resettle_desktop.printing.documents.code import CODE_SIDE
from resettle_desktop.printing.queries import paper_bytes, standing
from resettle_desktop.printing.queries.codes import check_in_book
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.printing.rules.code_checking import Verdict, check_code
from resettle_desktop.printing.rules.codes import PrintedCode
from resettle_desktop.printing.use_cases.codes import CodesDraft, switch_codes
from tests.households.documents.test_certificate import DRAFT, FACTS, HEAD, LONG_NAME, RARE, household_of
from tests.households.test_person_papers import FACTS as PERSON
from tests.households.town import TODAY, Town, member, town_of
from tests.kit.office import Desk
from tests.printing.code_makers import code_text, trusted

PAIR: Final = new_key_pair()
DOTS: Final = 300
MM: Final = DOTS / 25.4
SEAL: Final = 42.0


def pictures(pdf: bytes) -> list[Any]:
    """The pages in grey, as a scanner at 300 dots an inch sees them."""
    document = pypdfium2.PdfDocument(pdf)
    shown = [page.render(scale=DOTS / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return shown


def codes_on(pdf: bytes) -> list[tuple[int, Any]]:
    """Each code with the page it is on."""
    return [
        (number, code)
        for number, page in enumerate(pictures(pdf), start=1)
        for code in zxingcpp.read_barcodes(page)
    ]


def coded(name: str, head: PaperHead = HEAD) -> PaperHead:
    """A head whose paper carries a code for this name."""
    return replace(head, code=PrintedCode(code_text(PAIR, name=name, number=head.number)))


def places(pdf: bytes, page: int, words: str) -> list[tuple[float, float, float, float]]:
    """Where words stand on a page, in millimetres from the upper left: left, top, right, bottom."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[page - 1].get_textpage()
    search = text.search(words)
    found = []
    while (hit := search.get_next()) is not None:
        boxes = [text.get_charbox(hit[0] + step) for step in range(hit[1])]
        found.append(
            (
                min(box[0] for box in boxes) / 72 * 25.4,
                297 - max(box[3] for box in boxes) / 72 * 25.4,
                max(box[2] for box in boxes) / 72 * 25.4,
                297 - min(box[1] for box in boxes) / 72 * 25.4,
            )
        )
    text.close()
    document.close()
    return found


@pytest.mark.parametrize("name", ["王桂兰", LONG_NAME, *RARE, "𠮷" * 4])
def test_an_independent_reader_reads_every_name(name: str) -> None:
    ((_page, code),) = codes_on(draw_relocation_certificate(FACTS, coded(name)))
    answer = check_code(code.text, (trusted(PAIR),))
    assert answer.verdict is Verdict.GENUINE
    assert code.text.startswith(f"搬迁安置证明 搬证字〔2026〕12号 {name} 2026-11-03 核验电话0350-1234567 ")


def test_a_square_of_the_code_is_half_a_millimetre_for_a_usual_name() -> None:
    ((_page, code),) = codes_on(draw_relocation_certificate(FACTS, coded("欧阳桂兰")))
    place = code.position
    across = abs(place.top_right.x - place.top_left.x) / MM
    squares = 4 * int(code.version if hasattr(code, "version") else 0) + 17
    assert 25 <= across <= CODE_SIDE
    if squares > 17:
        assert across / squares >= 0.499


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize("use", ["", "子女入学、户籍地生源地助学贷款和临时救助申请时证明搬迁身份"])
def test_the_code_stands_clear_of_the_seal_and_of_all_words(count: int, use: str) -> None:
    pdf = draw_relocation_certificate(household_of(count), coded("王桂兰"), use)
    ((page, code),) = codes_on(pdf)
    place = code.position
    right, top = place.bottom_right.x / MM, place.top_left.y / MM
    low = place.bottom_left.y / MM
    (date_place,) = places(pdf, page, "2026年11月3日")[:1]
    (issuer,) = places(pdf, page, HEAD.issuer)[-1:]
    middle = (date_place[0] + date_place[2]) / 2
    assert middle - SEAL / 2 - 3 > right
    (last_words,) = places(pdf, page, "特此证明")
    assert last_words[3] + 1 < top
    (signature,) = places(pdf, page, "签名（按指印）")
    assert low + 1 < signature[1]
    assert issuer[0] > right


@pytest.mark.parametrize("count", [1, 5, 6, 7, 9])
def test_a_long_issuer_never_runs_into_the_code(count: int) -> None:
    head = replace(HEAD, issuer="示例省示例市青山自治县青山镇人民政府易地扶贫搬迁服务")
    pdf = draw_relocation_certificate(household_of(count), coded("王桂兰", head))
    ((page, code),) = codes_on(pdf)
    (issuer,) = places(pdf, page, head.issuer)[-1:]
    place = code.position
    assert issuer[0] > place.bottom_right.x / MM or issuer[3] < place.top_left.y / MM


def test_a_draft_shows_only_the_place() -> None:
    pdf = draw_relocation_certificate(FACTS, replace(DRAFT, code=PrintedCode()))
    assert codes_on(pdf) == []
    text = "".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
    assert "开具时印在这里" in text


def test_the_words_stand_on_the_same_lines_in_the_draft_and_on_the_paper() -> None:
    draft = draw_relocation_certificate(FACTS, replace(DRAFT, code=PrintedCode()))
    paper = draw_relocation_certificate(FACTS, coded(LONG_NAME))
    assert places(draft, 1, "特此证明") == places(paper, 1, "特此证明")


def test_without_a_code_nothing_of_the_paper_changes() -> None:
    assert draw_relocation_certificate(FACTS, HEAD) != b""
    assert codes_on(draw_relocation_certificate(FACTS, HEAD)) == []


@pytest.mark.parametrize("name", ["王桂兰", LONG_NAME])
@pytest.mark.parametrize("address", ["示例县城关镇安和路8号", "示例县" + "很长的路" * 60 + "8号"])
def test_a_certificate_of_residence_carries_one_too(name: str, address: str) -> None:
    facts = replace(PERSON, name=name, site_address=address)
    head = coded(name, replace(HEAD, number="居证字〔2026〕3号"))
    pdf = draw_residence_certificate(facts, head, "入学")
    ((page, code),) = codes_on(pdf)
    assert check_code(code.text, (trusted(PAIR),)).verdict is Verdict.GENUINE
    (last_words,) = places(pdf, page, "特此证明")
    assert last_words[3] + 1 < code.position.top_left.y / MM


def test_it_is_switched_on_by_itself(town: Town) -> None:
    home = town.register(member("王桂兰", "02", "19620307", 12), room="3-1-101")
    desk = town.desk
    desk.do(switch_codes, CodesDraft((RESIDENCE_CERTIFICATE.name,)))
    uid = desk.do(
        issue_residence_certificate, PersonPaperDraft(town.person(home, "王桂兰"), purpose="school")
    )
    ((_page, code),) = codes_on(desk.ask(paper_bytes, uid))
    found = desk.ask(check_in_book, code.text)
    assert (found.answer.verdict, found.paper_uid) == (Verdict.GENUINE, uid)
    assert dict(found.answer.fields)["文书"] == "居住证明"
    assert "用途 子女入学、入园" in found.facts
    certificate = desk.do(issue_relocation_certificate, CertificateDraft(home))
    assert codes_on(desk.ask(paper_bytes, certificate)) == []


@pytest.fixture
def town(desk: Desk) -> Town:
    return town_of(desk)


def test_an_issued_certificate_is_genuine_by_the_book_and_its_draft_told_so(town: Town, store: Store) -> None:
    home = town.register(member("王桂兰", "02", "19620307", 12), room="3-1-101")
    desk = town.desk
    assert desk.ask(standing, RELOCATION_CERTIFICATE, home, TODAY, "李春梅").head.code is None
    desk.do(switch_codes, CodesDraft((RELOCATION_CERTIFICATE.name,)))
    assert desk.ask(standing, RELOCATION_CERTIFICATE, home, TODAY, "李春梅").head.code == PrintedCode()
    uid = desk.do(issue_relocation_certificate, CertificateDraft(home))
    ((_page, code),) = codes_on(desk.ask(paper_bytes, uid))
    found = desk.ask(check_in_book, code.text)
    assert (found.answer.verdict, found.paper_uid) == (Verdict.GENUINE, uid)
    assert "成员 王桂兰 户主 女 1962年3月7日 149999********" in "\n".join(found.facts)[:400]
